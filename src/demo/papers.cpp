#include "demo/papers.hpp"

#include "base/error.hpp"
#include "base/ids.hpp"

namespace pendopo::demo {

namespace {

/// A PDF of one page with a title and the remark that it is a sample.
std::string pdf(std::string_view title) {
    const std::string page = fmt::format("BT /F1 20 Tf 72 760 Td ({}) Tj /F1 12 Tf 0 -36 Td (Dokumen contoh Pendopo. Isinya rekaan.) Tj ET", title);
    const std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
        fmt::format("<< /Length {} >>\nstream\n{}\nendstream", page.size(), page),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    };
    std::string file = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t i = 0; i < objects.size(); ++i) {
        table += fmt::format("{:010} 00000 n \n", file.size());
        file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const std::size_t start = file.size();
    return file + table + fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, start);
}

}  // namespace

std::string Paper::value() const { return hex(sha256(content)) + "/" + name; }

const std::vector<Paper>& papers() {
    static const std::vector<Paper> all = {
        {"letter", "surat-contoh.pdf", pdf("Surat permohonan \\(contoh\\)")},
        {"report", "laporan-contoh.pdf", pdf("Laporan \\(contoh\\)")},
        {"minutes", "berita-acara-contoh.pdf", pdf("Berita acara \\(contoh\\)")},
        {"decree", "keputusan-contoh.pdf", pdf("Keputusan \\(contoh\\)")},
        {"policy", "naskah-kebijakan-contoh.pdf", pdf("Naskah kebijakan \\(contoh\\)")},
        {"diagram", "diagram-contoh.pdf", pdf("Diagram jaringan \\(contoh\\)")},
        {"source", "kode-sumber-contoh.txt", "Berkas contoh Pendopo: di sini tersimpan arsip kode sumber.\n"},
    };
    return all;
}

const Paper& paper(std::string_view kind) {
    const auto found = std::ranges::find(papers(), kind, &Paper::kind);
    ASSERT(found != papers().end(), "there is no sample document of this kind");
    return *found;
}

}  // namespace pendopo::demo
