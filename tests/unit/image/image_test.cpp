#include "pipeline/image/image.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "pipeline/image/archive.hpp"
#include "pipeline/image/archived.hpp"
#include "stages/image_sections.hpp"
#include "stages/terms/compile.hpp"
#include "tests/unit/built_in.hpp"
#include "tests/unit/scratch_folder.hpp"

using namespace mtmend;

namespace {

struct Part {
    std::string name;
    std::vector<int> numbers;
    bool operator==(const Part&) const = default;
};
auto fields(Part& p) {
    return std::tie(p.name, p.numbers);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

}  // namespace

TEST_CASE("What is put into an archive comes out of it") {
    const std::vector<Part> parts = {{"one", {1, 2}}, {"", {}}};
    const std::unordered_map<std::string, std::pair<int, bool>> table = {{"a", {1, true}}, {"b", {2, false}}};
    ArchiveWriter writer;
    writer(parts, table, 7.5);
    const std::string bytes = writer.take();
    std::vector<Part> parts_back;
    std::unordered_map<std::string, std::pair<int, bool>> table_back;
    double number = 0;
    ArchiveReader reader(bytes);
    reader(parts_back, table_back, number);
    CHECK(parts_back == parts);
    CHECK(table_back == table);
    CHECK(number == 7.5);
    CHECK(reader.is_at_end());
}

TEST_CASE("What stays archived is read when asked for, from its own bytes and from those of an image") {
    const Part part = {"one", {1, 2}};
    CHECK(Archived<Part>().read() == Part{});
    auto own = std::make_unique<Archived<Part>>(part);
    const Archived<Part> copy = *own;
    own.reset();
    CHECK(copy.read() == part);
    ArchiveWriter writer;
    writer(std::vector<Archived<Part>>{copy, Archived<Part>(), copy}, 7);
    const std::string bytes = writer.take();
    std::vector<Archived<Part>> back;
    int number = 0;
    ArchiveReader(bytes).all(back, number);
    REQUIRE(back.size() == 3);
    CHECK(back[0].read() == part);
    CHECK(back[1].read() == Part{});
    CHECK(back[2].read() == part);
    CHECK(number == 7);
}

TEST_CASE("A text has its own bytes, or those of an image, through copies and moves") {
    auto own = std::make_unique<ArchivedText>("Kyiv");
    ArchivedText copy = *own;
    own.reset();
    CHECK(copy == "Kyiv");
    ArchivedText moved = std::move(copy);
    CHECK(moved == "Kyiv");
    moved = ArchivedText("Dnipro");
    const ArchivedText& itself = moved;
    moved = itself;
    CHECK(moved == "Dnipro");
    CHECK(ArchivedText().empty());
    CHECK(ArchivedText("").view() == "");

    ArchiveWriter writer;
    writer(moved, ArchivedText());
    const std::string bytes = writer.take();
    ArchivedText back("of another"), none("of another");
    ArchiveReader(bytes).all(back, none);
    CHECK(back == "Dnipro");
    CHECK(none.empty());
    const ArchivedText second = back;
    CHECK((second.view().data() >= bytes.data() && second.view().data() < bytes.data() + bytes.size()));
}

TEST_CASE("A list stays in its image until it is changed, and is copied where it lies askew") {
    ArchivedList<std::uint64_t> list(std::vector<std::uint64_t>{3, 1, 2});
    ArchiveWriter writer;
    writer(std::string("abc"), list, ArchivedList<std::uint64_t>());
    const std::string bytes = writer.take();
    for (std::size_t askew = 0; askew < sizeof(std::uint64_t); ++askew) {
        CAPTURE(askew);
        std::vector<std::uint64_t> memory(bytes.size() / sizeof(std::uint64_t) + 2);
        char* const image = reinterpret_cast<char*>(memory.data()) + askew;
        std::copy(bytes.begin(), bytes.end(), image);
        std::string text;
        ArchivedList<std::uint64_t> back, none;
        ArchiveReader({image, bytes.size()}).all(text, back, none);
        CHECK(std::vector<std::uint64_t>(back.begin(), back.end()) == std::vector<std::uint64_t>{3, 1, 2});
        CHECK((reinterpret_cast<const char*>(back.data()) >= image &&
               reinterpret_cast<const char*>(back.data()) < image + bytes.size()) == (askew == 0));
        CHECK(none.empty());
        ArchivedList<std::uint64_t> changed = back;
        changed.to_change().push_back(9);
        CHECK(changed.size() == 4);
        CHECK(changed[3] == 9);
        CHECK(back.size() == 3);
    }
}

TEST_CASE("An archive that is cut short is an error wherever it is cut") {
    ArchiveWriter writer;
    writer(std::vector<Part>{{"one", {1, 2}}, {"two", {3}}});
    const std::string bytes = writer.take();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        std::vector<Part> back;
        ArchiveReader reader(std::string_view(bytes).substr(0, size));
        CHECK_THROWS_AS(reader(back), ArchiveError);
    }
}

TEST_CASE("An image gives back its sections, and nothing for other dictionaries") {
    const ScratchFolder folder;
    const auto file = folder.path() / "test.image";
    Image::write(file, "key", {{"a", "first"}, {"b", ""}, {"c", std::string(1000, 'x')}});
    const auto image = Image::open(file, "key");
    REQUIRE(image);
    CHECK(image->section("a") == "first");
    CHECK(image->section("b") == "");
    CHECK(image->section("c") == std::string(1000, 'x'));
    CHECK_FALSE(image->section("d"));
    CHECK_FALSE(Image::open(file, "other key"));
    CHECK_FALSE(Image::open(folder.path() / "none.image", "key"));
}

TEST_CASE("An image with any byte damaged or any byte missing counts as missing") {
    const ScratchFolder folder;
    const auto file = folder.path() / "test.image";
    Image::write(file, "key", {{"a", "first"}, {"b", "second"}});
    const std::string sound = bytes_of(file);
    for (std::size_t at = 0; at < sound.size(); ++at) {
        std::string damaged = sound;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
        put(file, damaged);
        REQUIRE_FALSE(Image::open(file, "key"));
        put(file, sound.substr(0, at));
        REQUIRE_FALSE(Image::open(file, "key"));
    }
}

TEST_CASE("The built image says what the text of the dictionaries says") {
    const auto folder = Dictionaries::built_in_folder();
    const Dictionaries text({folder}, {}, Dictionaries::Source::text);
    const Dictionaries image({folder});
    CHECK(text.hash() == image.hash());
    for (const ImageSection& section : image_sections()) {
        INFO(section.name);
        const auto built = image.image_section(section.name);
        REQUIRE(built);
        CHECK(*built == section.compile(text));
    }
    REQUIRE(text.rules().size() == image.rules().size());
    CHECK(text.rules().front().place.file == image.rules().front().place.file);
    CHECK(text.rules().back().card.read().keeps == image.rules().back().card.read().keeps);
}

TEST_CASE("A folder of the user's has the part compiled that it adds to, and no other") {
    const ScratchFolder folder;
    folder.write("terms/mine.tsv", "# none yet\n");
    const auto built_in = Dictionaries::built_in_folder();
    const Dictionaries with_terms({built_in, folder.path()});
    CHECK_FALSE(with_terms.image_section("terms"));
    CHECK(with_terms.image_section("rules"));
    CHECK(with_terms.rules().size() == Dictionaries({built_in}).rules().size());
    CHECK(with_terms.built_in_hash() == Dictionaries({built_in}).built_in_hash());
    CHECK(with_terms.hash() != with_terms.built_in_hash());
}

TEST_CASE("Sections that another version wrote are compiled from the text again") {
    const ScratchFolder folder;
    const auto built_in = Dictionaries::built_in_folder();
    for (const char* name : {"dictionaries", "words.bin", "compiled"})
        std::filesystem::create_symlink(built_in.parent_path() / name, folder / name);
    const Dictionaries sound({built_in});
    Image::write(folder / "dictionaries.image", sound.built_in_hash(),
                 {{"rules", "abc"}, {"terms", "abcdefgh"}});
    const Dictionaries other({folder / "dictionaries"});
    CHECK(other.image_section("rules") == "abc");
    CHECK(other.rules().size() == sound.rules().size());
    CHECK(terms::load(other).variants.size() == terms::load(sound).variants.size());
}
