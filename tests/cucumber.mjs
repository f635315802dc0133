// Scenarios that an official can read: systems/*/features and features/, run against the real program.
// The database is SQLite; PENDOPO_TEST_DATABASE=postgresql below tools/with_postgresql runs the same on PostgreSQL.

export default {
  paths: ['../features/**/*.feature', '../systems/*/features/**/*.feature'],
  import: ['steps/**/*.mjs'],
  format: [process.env.CI ? 'summary' : 'progress'],
  formatOptions: { theme: { 'step message': ['red'] } },
  publish: false,
  forceExit: true,
};
