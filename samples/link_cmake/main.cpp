#include <iostream>
#include <mtmend/mtmend.hpp>

int main() {
    const mtmend::Pipeline pipeline = mtmend::open_pipeline();
    const std::string article = "The allies met in kyiv before the summit.On Thursday they left.";
    const mtmend::Report report = pipeline.clean(article);
    std::cout << report.clean << '\n';
    for (const auto& edit : report.edits)
        std::cout << edit.before << " -> " << edit.after << " (" << edit.steps.front().rule << ")\n";
    // An annotation made on the source, carried over to the clean text.
    std::cout << "Thursday: byte " << article.find("Thursday") << " -> "
              << report.to_clean(article.find("Thursday")) << '\n';
}
