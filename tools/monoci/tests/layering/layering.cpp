// Which folder may include which (docs/architecture.md). Read from the #include lines of all sources.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "support/source_directory.hpp"

namespace monoci::layering_test {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;
using Texts = std::vector<std::string>;

const fs::path kTop = monoci_testing::source_directory();
const fs::path kSources = kTop / "tools/monoci/src";

struct Include {
  fs::path file;       // from the top of the repository
  std::string header;  // without brackets or quotes
  std::string folder() const { return header.substr(0, header.find('/')); }
  std::string told() const { return file.string() + " includes " + header; }
};

bool is_source(const fs::path& path) { return path.extension() == ".hpp" || path.extension() == ".cpp"; }

std::vector<Include> includes_below(const fs::path& directory) {
  std::vector<Include> includes;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      const auto begin = line.find_first_of("<\"");
      if (!line.starts_with("#include ") || begin == std::string::npos) continue;
      const auto end = line.find_first_of(">\"", begin + 1);
      includes.push_back({entry.path().lexically_relative(kTop), line.substr(begin + 1, end - begin - 1)});
    }
  }
  return includes;
}

template <class Offends>
Texts offences(const fs::path& directory, const Offends& offends) {
  Texts texts;
  for (const auto& include : includes_below(directory)) {
    if (offends(include)) texts.push_back(include.told());
  }
  return texts;
}

struct Layer {
  const char* folder;
  std::set<std::string> may_include;  // besides itself
};

// From the ground up; `cli` stands above all and is below nobody.
const std::vector<Layer> kLayers = {
    {"base", {}},
    {"process", {"base", "tree"}},
    {"document", {"base"}},
    {"tree", {"base"}},
    {"config", {"base", "document", "tree"}},
    {"ecosystem", {"base", "document", "tree", "config"}},
    {"workspace", {"base", "document", "tree", "config", "ecosystem"}},
    {"affected", {"base", "document", "tree", "config", "ecosystem", "workspace"}},
    {"plan", {"base", "document", "tree", "config", "ecosystem", "workspace", "affected"}},
    {"git", {"base", "process", "tree"}},
    {"engine", {"base", "process", "tree", "config", "ecosystem", "workspace", "affected", "git"}},
    {"scaffold", {"base", "process", "document", "tree", "config", "ecosystem", "workspace", "plan"}},
    {"check", {"base", "document", "tree", "config", "ecosystem", "workspace", "affected", "plan", "scaffold"}},
    {"render", {"base", "document", "tree", "config", "ecosystem", "workspace", "affected", "plan", "check"}},
    {"gitlab",
     {"base", "process", "document", "tree", "config", "ecosystem", "workspace", "affected", "plan", "git", "render"}},
    {"init", {"base", "document", "tree", "config", "ecosystem", "workspace", "scaffold", "render"}},
    {"cli",
     {"base", "process", "document", "tree", "config", "ecosystem", "workspace", "affected", "plan", "render", "git",
      "gitlab", "engine", "scaffold", "check", "init"}},
};

TEST(Layering, IncludesRunOneWay) {
  Texts found;
  for (const auto& layer : kLayers) {
    if (!fs::exists(kSources / layer.folder)) continue;
    std::ranges::move(offences(kSources / layer.folder,
                               [&](const Include& include) {
                                 const bool ours = fs::exists(kSources / include.header);
                                 return ours && include.folder() != layer.folder &&
                                        !layer.may_include.contains(include.folder());
                               }),
                      std::back_inserter(found));
  }
  EXPECT_THAT(found, IsEmpty());
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char each) { return static_cast<char>(std::tolower(each)); });
  return text;
}

// Comments too: a plan that explains itself by one CI has been made for it.
TEST(Layering, PlansDoNotKnowWhichCiRunsThem) {
  const std::set<std::string> words = {"gitlab", "ci_commit", "resource_group", "interruptible", "on_stop"};
  Texts found;
  std::size_t read = 0;
  for (const auto& entry : fs::directory_iterator(kSources / "plan")) {
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line); ++read)
      for (const auto& word : words)
        if (lower(line).contains(word)) found.push_back(entry.path().filename().string() + ": " + line);
  }
  EXPECT_THAT(found, IsEmpty());
  EXPECT_GT(read, 1000u);
}

TEST(Layering, EveryFolderHasItsPlace) {
  Texts unknown;
  for (const auto& entry : fs::directory_iterator(kSources)) {
    const auto name = entry.path().filename().string();
    if (std::ranges::find(kLayers, name, &Layer::folder) == kLayers.end()) unknown.push_back(name);
  }
  EXPECT_THAT(unknown, IsEmpty());
}

TEST(Layering, NoFolderIsADrawerForEverything) {
  Texts drawers;
  for (const auto* top : {"tools/monoci", "libs/gitview"}) {
    for (auto entry = fs::recursive_directory_iterator(kTop / top); entry != fs::recursive_directory_iterator();
         ++entry) {
      const auto name = entry->path().filename().string();
      if (name == "golden") entry.disable_recursion_pending();  // repositories of others
      const std::set<std::string> drawer_names = {"core", "common", "utils", "util", "helpers", "misc"};
      if (entry->is_directory() && drawer_names.contains(name)) drawers.push_back(entry->path());
    }
  }
  EXPECT_THAT(drawers, IsEmpty());
}

TEST(Layering, OnlyGitviewsSourcesKnowLibgit2) {
  const auto names_libgit2 = [](const Include& include) { return include.header.starts_with("git2"); };
  EXPECT_THAT(offences(kTop / "tools", names_libgit2), IsEmpty());
  EXPECT_THAT(offences(kTop / "libs/gitview/include", names_libgit2), IsEmpty());
  EXPECT_FALSE(offences(kTop / "libs/gitview/src", names_libgit2).empty());  // the reader of includes works
}

TEST(Layering, OnlyTheEdgeKnowsGitview) {
  EXPECT_THAT(offences(kSources,
                       [](const Include& include) {
                         const auto folder = include.file.lexically_relative("tools/monoci/src").begin()->string();
                         const std::set<std::string> allowed = {"git", "gitlab", "engine", "cli"};
                         return include.header.starts_with("gitview/") && !allowed.contains(folder);
                       }),
              IsEmpty());
}

// The engine is asked and answers. Who asks it looks around in the world, and prints.
TEST(Layering, TheEngineNeitherPrintsNorLooksAround) {
  const std::set<std::string> refused = {"iostream", "ostream", "istream", "fstream",    "cstdio",
                                         "sstream",  "cstdlib", "print",   "syncstream", "process/environment.hpp"};
  const auto offends = [&](const Include& include) {
    return refused.contains(include.header) || include.header.ends_with("console.hpp");
  };
  EXPECT_THAT(offences(kSources / "engine", offends), IsEmpty());
  EXPECT_FALSE(offences(kSources / "cli", offends).empty());  // the list names what printing is made of
}

TEST(Layering, OnlyCliKnowsCli11) {
  EXPECT_THAT(offences(kSources,
                       [](const Include& include) {
                         const auto folder = include.file.lexically_relative("tools/monoci/src").begin()->string();
                         return include.header.starts_with("CLI/") && folder != "cli";
                       }),
              IsEmpty());
}

// A name that is written elsewhere is a field that the row lacks. Of the programs that `init` has jobs for, one is
// called like an ecosystem.
TEST(Layering, OnlyRowsNameTheFilesOfAnEcosystem) {
  Texts found;
  for (const auto& entry : fs::recursive_directory_iterator(kSources)) {
    const auto file = entry.path().lexically_relative(kSources);
    const auto folder = file.begin()->string();
    if (!is_source(entry.path()) || folder == "ecosystem" || file == "init/tool.cpp") continue;
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      line = line.substr(0, line.find("//"));
      for (const auto* name : {"\"uv\"", "\"dbt\"", "\"pyproject.toml\"", "\"uv.lock\"", "\"dbt_project.yml\""})
        if (line.contains(name)) found.push_back(file.string() + " names " + name);
    }
  }
  EXPECT_THAT(found, IsEmpty());
}

TEST(Layering, OnlyTheTableKnowsTheFoldersOfEcosystems) {
  const auto looks_into_one = [](const Include& include) {
    const bool is_in = std::ranges::count(include.header, '/') > 1 && include.folder() == "ecosystem";
    const auto from = include.file.lexically_relative("tools/monoci/src").begin()->string();
    return is_in && from != "ecosystem" && from != "scaffold";
  };
  EXPECT_THAT(offences(kSources, looks_into_one), IsEmpty());
}

TEST(Layering, HeavyLibrariesStayInSourceFiles) {
  const auto is_heavy = [](const Include& include) {
    const std::set<std::string> heavy = {"toml++", "nlohmann", "yaml-cpp", "boost", "CLI", "re2"};
    const bool only_names = include.header == "nlohmann/json_fwd.hpp";
    return heavy.contains(include.folder()) && !only_names;
  };
  EXPECT_THAT(
      offences(kSources, [&](const Include& each) { return is_heavy(each) && each.file.extension() == ".hpp"; }),
      IsEmpty());
  EXPECT_FALSE(offences(kSources, is_heavy).empty());
}

}  // namespace
}  // namespace monoci::layering_test
