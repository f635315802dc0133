// The JSON API of one government, as one account.

/** What the server answered: status, headers, JSON where it is JSON. */
export class Answer {
  constructor(response, text, request) {
    this.status = response.status;
    this.headers = response.headers;
    this.text = text;
    this.request = request;
    const type = response.headers.get('content-type') ?? '';
    this.json = /\bjson\b/.test(type) && text !== '' ? JSON.parse(text) : undefined;
  }

  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  /** The problems of a refusal. */
  get errors() {
    return this.json?.errors ?? [];
  }

  /** The norms that a refusal names. */
  get norms() {
    return [...new Set(this.errors.flatMap((error) => error.norms ?? []))];
  }

  /** Throws where the server refused. */
  must() {
    if (!this.ok) {
      throw new Error(`${this.request} was answered ${this.status}: ${this.text.slice(0, 2000)}`);
    }
    return this;
  }
}

export class Api {
  /** @param address of the government, for example http://127.0.0.1:8080/kediri */
  constructor(address, token) {
    this.address = address;
    this.token = token;
  }

  async send(method, path, { json, body, headers = {}, redirect = 'manual' } = {}) {
    const all = { accept: 'application/json', ...headers };
    if (this.token) {
      all.authorization = `Bearer ${this.token}`;
    }
    if (json !== undefined) {
      all['content-type'] ??= 'application/json';
      body = JSON.stringify(json);
    }
    const url = path.startsWith('http') ? path : `${this.address}/api/v1/${path}`;
    const response = await fetch(url, { method, headers: all, body, redirect });
    return new Answer(response, await response.text(), `${method} ${url}`);
  }

  get(path, options) { return this.send('GET', path, options); }
  post(path, json, options) { return this.send('POST', path, { json, ...options }); }
  patch(path, json, options) { return this.send('PATCH', path, { json, ...options }); }
  delete(path, options) { return this.send('DELETE', path, options); }

  create(register, fields, id) {
    return this.post(`records/${register}`, id === undefined ? { fields } : { id, fields });
  }
  record(register, id) {
    return this.get(`records/${register}/${encodeURIComponent(id)}`);
  }
  change(register, id, fields, version) {
    const headers = version === undefined ? {} : { 'if-match': `"${version}"` };
    return this.patch(`records/${register}/${encodeURIComponent(id)}`, { fields }, { headers });
  }
  move(register, id, transition, json = {}) {
    return this.post(`records/${register}/${encodeURIComponent(id)}/transitions/${transition}`, json);
  }
}
