// Text of the repository reaches a terminal escaped, in every command.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

#include "base/utf8.hpp"
#include "cli/commands.hpp"
#include "support/program.hpp"

namespace monoci_testing::hostile_text_test {

namespace {

using gitview_testing::Executable;
using gitview_testing::GitSandbox;
using gitview_testing::Symlink;
using testing::HasSubstr;
using testing::IsEmpty;

// Clears the screen, rings, sets a title, does the same in C1, turns text around, and is no UTF-8 at the end.
const std::string kOdd = "\x1B[2J\a\x1B]0;x\a\u009B2J\u202Eabc\r";
const std::string kOddBytes = kOdd + "\n\xFF";
const std::string kInYaml = R"("\e[2J\a\e]0;x\a\x9B2J\u202Eabc\r")";
const std::string kInToml = R"("\u001B[2J\u0007\u001B]0;x\u0007\u009B2J\u202Eabc\r")";

// The first byte that could steer a terminal, with what is around it; empty where there is none.
std::string first_steering(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = monoci::decode_utf8(std::string_view(text).substr(at));
    const bool is_layout = text[at] == '\n' || text[at] == '\t';
    if (!point || (monoci::is_control(point->value) && !is_layout) || monoci::is_bidi_control(point->value)) {
      const auto begin = text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at) + 1;
      return "byte " + std::to_string(static_cast<unsigned char>(text[at])) +
             " in: " + testing::PrintToString(text.substr(begin, at - begin + 20));
    }
    at += point->bytes;
  }
  return "";
}

GitSandbox hostile_repository() {
  GitSandbox repository;
  const auto project = [](const std::string& name) {
    return "[project]\nname = " + name + "\nversion = \"1\"\ndependencies = [\"core\"]\n";
  };
  repository.commit({
      {"monoci.yaml", "version: 1\nkinds:\n  lib: { paths: ['libs/*'], jobs: jobs.yml }\n"},
      {"jobs.yml", "test: { script: x }\n"},
      {"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"libs/*\"]\n"},
      {"CODEOWNERS", "[" + kOddBytes + "]\n/libs/ @x # " + kOddBytes + "\n"},
      {"README.md", "libs/core is " + kOddBytes + "\n"},
      {"libs/core/pyproject.toml", "[project]\nname = \"core\"\nversion = \"1\"\ndescription = " + kInToml +
                                       "\n[tool.uv.sources]\n" + kInToml +
                                       " = { workspace = true }\n[tool.monoci]\ntags = [" + kInToml + "]\n"},
      {"libs/core/" + kOddBytes + ".py", "x"},
      {"libs/" + kOdd + "/pyproject.toml", project(kInToml)},
      {"libs/" + kOddBytes + "/pyproject.toml", project("\"bytes\"")},
      {"libs/linked/pyproject.toml", project("\"linked\"")},
      {"libs/linked/link", Symlink{"../core/" + kOddBytes + ".py"}},
      {"libs/linked/dangling", Symlink{kOddBytes}},
      {"templates/new/own/scaffold.yml", "version: 1\nsummary: " + kInYaml + "\nkind: lib" +
                                             "\ndirectory: libs\nvariables:\n  x: { help: " + kInYaml +
                                             ", default: " + kInYaml + " }\ndone: " + kInYaml + "\n"},
      {"templates/new/own/pyproject.toml", "[project]\nname = \"{{name}}\"\nversion = \"1\"\n"},
  });
  repository.git_words({"branch", "b\u202E\u009B"});
  repository.commit({{"libs/core/" + kOddBytes + ".py", "y"}, {kOddBytes, "unowned"}});
  return repository;
}

// The same with faults in everything that monoci reads.
GitSandbox broken_repository() {
  auto repository = hostile_repository();
  repository.commit({
      {"monoci.yaml", "version: 1\n" + kInYaml + ": 1\nkinds: { lib: { paths: [" + kInYaml + "], jobs: " + kInYaml +
                          " } }\ninputs: { global: [" + kInYaml + "] }\n"},
      {"libs/core/pyproject.toml", "[project]\nname = " + kInToml + "\n" + kOddBytes},
      {"templates/new/own/scaffold.yml", "version: 1\n" + kInYaml + ": 1\n"},
      {"child.yml", kInYaml + ": { script: 1, needs: [" + kInYaml + "], extends: " + kInYaml + " }\n"},
      {"raw.yml", kOddBytes + ": { script: 1 }\n"},
  });
  return repository;
}

void expect_plain(const gitview_testing::ChildResult& result, const std::string& words) {
  const std::regex colours("\x1B\\[[0-9;]*m");  // monoci's own
  EXPECT_EQ(first_steering(words.starts_with("--color") ? std::regex_replace(result.out, colours, "") : result.out), "")
      << words;
  EXPECT_EQ(first_steering(words.starts_with("--color") ? std::regex_replace(result.err, colours, "") : result.err), "")
      << words;
  EXPECT_NE(result.exit_code, 70) << words << result.err;
}

const std::vector<std::string> kForPeople = {
    "affected --base HEAD~1",
    "affected --base HEAD~1 --format paths",
    "affected --base HEAD~1 --format names",
    "affected --base HEAD~1 --format markdown",
    "affected --base b\u202E\u009B",
    "affected --base nowhere\u202E",
    "-v affected --base HEAD~1",
    "why core --base HEAD~1",
    "why bytes --base HEAD~1",
    "why linked --base HEAD~1",
    "why nowhere\u202E",
    "inputs core",
    "inputs bytes",
    "inputs nowhere\u202E",
    "affected --files libs/core/x",
    "list",
    "list --format paths",
    "list --format names",
    "graph",
    "graph --format mermaid",
    "graph --affected --base HEAD~1",
    "graph --focus core",
    "generate --all -o /dev/null --report /dev/null",
    "generate --all -o no/such",
    "lint child.yml raw.yml jobs.yml",
    "check --base HEAD~1",
    "note --markdown README.md",
    "new",
    "new own --help",
    "new own thing --dry-run",
    "new lib thing --dry-run",
    "new lib thing --uses core --dry-run",
    "new lib thing --link core --dry-run",
    "new --finish libs/core --dry-run",
    "link linked core --dry-run",
    "mv core libs/moved --dry-run",
    "mv bytes libs/moved --dry-run",
    "init --dry-run",
};

TEST(HostileText, DoesNotSteerTheTerminal) {
  const auto repository = hostile_repository();
  const auto list = run_script(repository, "\"$MONOCI\" list");
  ASSERT_THAT(list.out, HasSubstr("\\033[2J\\a")) << list.err;  // it is shown, as what it is
  for (const auto& words : kForPeople) expect_plain(run_script(repository, "\"$MONOCI\" " + words), words);
}

TEST(HostileText, OfFaultsDoesNotSteerTheTerminal) {
  const auto repository = broken_repository();
  const auto list = run_script(repository, "\"$MONOCI\" list");
  ASSERT_THAT(list.err, HasSubstr("\\033[2J\\a"));
  for (const auto& words : kForPeople) expect_plain(run_script(repository, "\"$MONOCI\" " + words), words);
}

TEST(HostileText, WithColoursHoldsNoOtherEscapes) {
  const auto repository = hostile_repository();
  for (const std::string words : {"affected --base HEAD~1", "list", "why core --base HEAD~1", "check --base HEAD~1"})
    expect_plain(run_script(repository, "\"$MONOCI\" --color always " + words), "--color always " + words);
}

TEST(HostileText, IsWrittenOutToo) {
  const auto repository = hostile_repository();
  for (const std::string words : {"new own thing --no-input", "mv core libs/moved", "new lib other --no-input"})
    expect_plain(run_script(repository, "\"$MONOCI\" " + words), words);
}

TEST(HostileText, OfARepositoryWithoutConfigurationIsEscapedByInit) {
  auto repository = hostile_repository();
  repository.git("rm -q monoci.yaml");
  repository.commit({{"libs/core/tests/" + kOddBytes + ".py", ""}, {".gitlab-ci.yml", kInYaml + ": { script: x }\n"}});
  for (const std::string words : {"init --dry-run", "init --yes"})
    expect_plain(run_script(repository, "\"$MONOCI\" " + words), words);
}

TEST(HostileText, IsTriedWithEveryCommand) {
  std::vector<std::string> missing;
  for (const auto& command : monoci::commands()) {
    const auto is_tried = [&](const std::string& words) {
      return (" " + words + " ").find(" " + std::string(command.name) + " ") != std::string::npos;
    };
    if (std::ranges::none_of(kForPeople, is_tried)) missing.emplace_back(command.name);
  }
  EXPECT_THAT(missing, IsEmpty());
}

// Names for programs: exactly as they are with -0, and otherwise quoted as git quotes them.
TEST(Paths, AreQuotedUnlessTheyEndWithNul) {
  GitSandbox repository;
  repository.commit({{"pyproject.toml", "[tool.uv.workspace]\nmembers = [\"*\"]\n"},
                     {"a\x1B/pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\n"},
                     {"plain/pyproject.toml", "[project]\nname = \"b\"\nversion = \"1\"\n"}});
  EXPECT_EQ(run_monoci(repository, {"list", "--format", "paths"}).out, "\"a\\033\"\nplain\n");
  EXPECT_EQ(run_monoci(repository, {"list", "--format", "paths", "-0"}).out, std::string("a\x1B\0plain\0", 9));
}

}  // namespace

}  // namespace monoci_testing::hostile_text_test
