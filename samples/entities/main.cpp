// Annotations outlive the cleaning: entities that a recogniser found in the source are moved onto the clean
// text, and back.
#include <iostream>
#include <mtmend/mtmend.hpp>

struct Entity {
    mtmend::Span<mtmend::Source> at;
    std::string kind;
};

int main() {
    const std::string article =
        "The allies met in kyiv before the summit.On Thursday Maria Lopez told the Otán-Ukraine Council.";
    const auto found = [&](std::string_view text, std::string kind) {
        const std::size_t begin = article.find(text);
        return Entity{{begin, begin + text.size()}, std::move(kind)};
    };
    const std::vector<Entity> entities = {found("kyiv", "place"), found("Thursday", "day"),
                                          found("Maria Lopez", "person"), found("Otán", "group")};

    const auto pipeline = mtmend::try_open_pipeline();
    if (!pipeline) {
        std::cerr << pipeline.error().text << '\n';
        return 2;
    }
    const mtmend::Report report = pipeline->clean(article);
    std::cout << report.clean << '\n';
    bool covered = true;
    for (const Entity& entity : entities) {
        const auto moved = report.to_clean(entity.at);
        std::cout << entity.kind << " [" << entity.at.begin << ", " << entity.at.end << ") -> ["
                  << moved.begin << ", " << moved.end << ") "
                  << report.clean.substr(moved.begin, moved.size()) << '\n';
        covered &= report.to_source(moved).contains(entity.at);  // an edit moves as a whole
    }
    std::cout << (covered ? "each is found again\n" : "one is lost\n");
}
