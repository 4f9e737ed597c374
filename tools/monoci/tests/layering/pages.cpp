// Pages tell the truth about where things are: their links lead to files and headings, and the sources they name exist.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "support/source_directory.hpp"

namespace monoci::layering_pages_test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

const fs::path kTop = monoci_testing::source_directory();

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Without examples: fenced and indented lines are no words about this repository.
std::string prose_of(const std::string& page) {
  std::istringstream lines(page);
  std::string prose;
  bool is_fenced = false;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = std::min(line.find_first_not_of(' '), line.size());
    const bool is_fence = line.substr(begin).starts_with("```");
    if (is_fence) is_fenced = !is_fenced;
    if (!is_fence && !is_fenced) prose += line + "\n";
  }
  return prose;
}

// What stands between the two, wherever they stand in one line or over the end of one.
Texts between(const std::string& prose, std::string_view begin, std::string_view end) {
  Texts found;
  for (auto at = prose.find(begin); at != std::string::npos; at = prose.find(begin, at)) {
    at += begin.size();
    const auto stop = prose.find(end, at);
    if (stop == std::string::npos) break;
    found.push_back(prose.substr(at, stop - at));
    at = stop + end.size();
  }
  return found;
}

// The anchors of headings, as GitLab and GitHub make them.
std::set<std::string> anchors_of(const std::string& page) {
  std::istringstream lines(prose_of(page));
  std::set<std::string> anchors;
  for (std::string line; std::getline(lines, line);) {
    const auto text = line.find_first_not_of('#');
    if (text == 0 || text == std::string::npos || line[text] != ' ') continue;
    std::string anchor;
    for (const char each : line.substr(text + 1)) {
      const auto letter = static_cast<unsigned char>(each);
      if (letter == ' ') anchor += '-';
      if (std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter > 0x7F)
        anchor += static_cast<char>(std::tolower(letter));
    }
    anchors.insert(anchor);
  }
  return anchors;
}

Texts broken_links(const fs::path& page, const std::string& text) {
  Texts broken;
  for (const auto& link : between(prose_of(text), "](", ")")) {
    if (link.contains("://") || link.starts_with("mailto:")) continue;
    const auto hash = std::min(link.find('#'), link.size());
    const auto target = hash == 0 ? page : page.parent_path() / link.substr(0, hash);
    const bool has_heading = hash == link.size() || target.extension() != ".md" ||
                             anchors_of(hash == 0 ? text : content_of(target)).contains(link.substr(hash + 1));
    if ((hash != 0 && !fs::exists(target)) || !has_heading) broken.push_back(link);
  }
  return broken;
}

// Nothing that a build makes, and nothing above the page.
bool is_path(const std::string& word) {
  return word.contains('/') && !word.starts_with('.') && !word.starts_with('/') && !word.starts_with("build/") &&
         std::ranges::all_of(word, [](unsigned char letter) {
           return std::isalnum(letter) != 0 || letter == '_' || letter == '-' || letter == '.' || letter == '/';
         });
}

// In capitals: a word that the reader is to replace.
bool has_placeholder(const fs::path& path) {
  return std::ranges::any_of(path, [](const fs::path& part) {
    const auto name = part.string();
    return name.size() > 1 && std::ranges::all_of(name, [](unsigned char each) { return std::isupper(each) != 0; });
  });
}

// Pages name files from the top, from tools/monoci or from its sources, the latter also without an ending.
Texts missing_files(const std::string& text) {
  Texts missing;
  for (const auto& word : between(prose_of(text), "`", "`")) {
    if (!is_path(word) || has_placeholder(word)) continue;
    bool is_ours = false, is_there = false;
    for (const auto* from : {".", "tools/monoci", "tools/monoci/src"}) {
      is_ours = is_ours || fs::exists(kTop / from / *fs::path(word).begin());
      for (const auto* ending : {"", ".hpp", ".cpp"}) is_there = is_there || fs::exists(kTop / from / (word + ending));
    }
    if (is_ours && !is_there) missing.push_back(word);
  }
  return missing;
}

std::vector<fs::path> pages() {
  std::vector<fs::path> found;
  for (auto entry = fs::recursive_directory_iterator(kTop); entry != fs::recursive_directory_iterator(); ++entry) {
    const auto name = entry->path().filename().string();
    const std::set<std::string> of_others = {"build", "node_modules", "golden", "site", "dist"};
    const bool is_scaffold = entry->path() == kTop / "templates/new";
    if (entry->is_directory() && (name.starts_with('.') || of_others.contains(name) || is_scaffold))
      entry.disable_recursion_pending();
    else if (entry->path().extension() == ".md" && entry->is_regular_file())
      found.push_back(entry->path());
  }
  std::ranges::sort(found);
  return found;
}

// These tell how monoci is made; the others have examples that look like paths.
bool is_about_sources(const fs::path& page) {
  const auto name = page.lexically_relative(kTop).string();
  return name == "CONTRIBUTING.md" || name == "tools/monoci/docs/architecture.md" ||
         name.starts_with("tools/monoci/docs/design/");
}

TEST(Pages, LinkToWhatIsThere) {
  Texts broken;
  for (const auto& page : pages())
    for (const auto& link : broken_links(page, content_of(page)))
      broken.push_back(page.lexically_relative(kTop).string() + ": " + link);
  EXPECT_THAT(broken, IsEmpty());
}

TEST(Pages, NameSourcesThatAreThere) {
  Texts missing;
  std::size_t read = 0;
  for (const auto& page : pages()) {
    if (!is_about_sources(page)) continue;
    ++read;
    for (const auto& word : missing_files(content_of(page)))
      if (!word.contains("toy")) missing.push_back(page.filename().string() + ": " + word);  // made up, to be written
  }
  EXPECT_THAT(missing, IsEmpty());
  EXPECT_GT(read, 10U);
}

TEST(Pages, AreLookedThroughForWhatIsNot) {
  const auto page = kTop / "README.md";
  EXPECT_THAT(broken_links(page, "[a](dev) [b](no/such.md) [c](https://x/y)\n```\n[d](none)\n```\n"),
              ElementsAre("no/such.md"));
  EXPECT_THAT(broken_links(page, "# A `b`: c\n[a](#a-b-c) [b](#a) [c](CHANGELOG.md#unreleased) [d](CHANGELOG.md#x)"),
              ElementsAre("#a", "CHANGELOG.md#x"));
  EXPECT_THAT(missing_files("`plan/plan` `tests/layering` `plan/none.hpp` `libs/NAME/x` `a/b` `../plan/b` `plan/*`"),
              ElementsAre("plan/none.hpp"));
}

}  // namespace
}  // namespace monoci::layering_pages_test
