// A tree where monoci sees no project, or not all there is, is told as such: silence would be a green pipeline that
// builds nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/program.hpp"

namespace monoci_testing::what_is_seen_test {

namespace {

using gitview_testing::deleted;
using gitview_testing::GitSandbox;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kOne = "[project]\nname = \"one\"\nversion = \"1\"\n";
constexpr const char* kConfig = "version: 1\nkinds: { lib: { paths: ['**'], jobs: jobs.yml } }\n";

// Two commits, of which the second changes a file of nobody.
GitSandbox of_foreign_manifests() {
  GitSandbox repository;
  repository.commit({{"Cargo.toml", "[workspace]\n"},
                     {"crates/a/Cargo.toml", ""},
                     {"app/pyproject.toml", "[tool.poetry]\nname = \"x\"\n"}});
  repository.commit({{"crates/a/lib.rs", "1"}});
  return repository;
}

TEST(WhatIsSeen, IsSaidWhereThereIsNoProject) {
  const auto repository = of_foreign_manifests();
  const auto seen =
      AllOf(HasSubstr("warning: there is no project: a project has a pyproject.toml (uv) or dbt_project.yml (dbt)"),
            HasSubstr("Cargo 2 (Cargo.toml, crates/a/Cargo.toml), Poetry 1 (app/pyproject.toml)"));
  for (const auto& command :
       {std::vector<std::string>{"list"}, {"affected", "--base", "HEAD~1"}, {"affected", "--files", "x"}}) {
    const auto result = run_monoci(repository, command);
    EXPECT_EQ(result.exit_code, 0) << command[0];
    EXPECT_THAT(result.err, seen) << command[0];
  }
  const auto checked = run_monoci(repository, {"check", "--base", "HEAD~1"});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_THAT(checked.out, HasSubstr("Cargo.toml:1:1: error: there is no project that can be read, only Cargo 2 ("));
}

TEST(WhatIsSeen, MakesNoPipelineThatCouldNeverBuildAnything) {
  const auto repository = of_foreign_manifests();
  const auto file = repository.root().parent_path() / "child.yml";
  for (const auto& more : {std::vector<std::string>{"--base", "HEAD~1"}, {"--all"}}) {
    std::vector<std::string> words{"generate", "-o", file.string()};
    words.insert(words.end(), more.begin(), more.end());
    const auto result = run_monoci(repository, words);
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_THAT(result.err, AllOf(HasSubstr("Cargo.toml: error: there is no project that can be read, only Cargo 2 ("),
                                  HasSubstr("hint: name the directories in `projects.include`")));
    EXPECT_FALSE(std::filesystem::exists(file));
  }
  GitSandbox empty;
  empty.commit({{"README.md", "1"}});
  const auto result = run_monoci(empty, {"generate", "-o", file.string(), "--all"});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(
      result.err,
      HasSubstr("error: there is no project, so no pipeline could ever build anything\n  hint: a project has a"));
}

TEST(WhatIsSeen, IsLessThanBaseHadWhereAllProjectsAreLost) {
  GitSandbox repository;
  repository.commit({{"a/pyproject.toml", kOne}, {"monoci.yaml", kConfig}, {"jobs.yml", "test: {script: [x]}\n"}});
  repository.commit({{"a/pyproject.toml", deleted}, {"b.txt", "1"}});
  const auto result = run_monoci(repository, {"generate", "-o", "/dev/stdout", "--base", "HEAD~1"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_THAT(result.err,
              AllOf(HasSubstr("warning: no project is left: base had 1"), Not(HasSubstr("there is no project"))));
  EXPECT_THAT(run_monoci(repository, {"affected", "--base", "HEAD~1"}).err,
              HasSubstr("no project is left: base had 1"));
}

TEST(WhatIsSeen, IsNotToldOfWhatAProjectOwns) {
  GitSandbox repository;
  repository.commit({{"a/pyproject.toml", kOne}, {"a/ui/package.json", "{}"}});
  for (const auto& command : {std::vector<std::string>{"list"}, {"affected", "--base", "HEAD"}})
    EXPECT_THAT(run_monoci(repository, command).err, AllOf(Not(HasSubstr("npm")), Not(HasSubstr("no project"))))
        << command[0];
  repository.commit({{"b/package.json", "{}"}});
  EXPECT_THAT(run_monoci(repository, {"list"}).err, HasSubstr("npm 1 (b/package.json)"));
  EXPECT_EQ(run_monoci(repository, {"--quiet", "list"}).err, "");
}

TEST(WhatIsSeen, IsSaidWhereNoAffectedProjectHasAJob) {
  GitSandbox repository;
  repository.commit({{"a/pyproject.toml", kOne},
                     {"monoci.yaml", kConfig},
                     {"jobs.yml", "test: {script: [x], monoci: {when: tag}}\n"}});
  repository.commit({{"a/x.py", "1"}});
  const auto generate = [&] { return run_monoci(repository, {"generate", "-o", "/dev/stdout", "--base", "HEAD~1"}); };
  const auto without = generate();
  EXPECT_THAT(without.err,
              HasSubstr("warning: no affected project has a job in this pipeline: it builds and tests nothing (1 jobs "
                        "are left out, the first for: only in pipelines of the project's release tags)"));
  EXPECT_THAT(without.out, HasSubstr("no affected project has a job in this pipeline"));
  repository.commit({{"jobs.yml", "test: {script: [x]}\n"}, {"a/x.py", "2"}});
  EXPECT_THAT(generate().err, Not(HasSubstr("no affected project has a job")));
}

TEST(WhatIsSeen, NamesTheFilesOfNobodyWhereThePipelineIsMade) {
  GitSandbox repository;
  repository.commit({{"a/pyproject.toml", kOne}, {"monoci.yaml", kConfig}, {"jobs.yml", "test: {script: [x]}\n"}});
  std::vector<gitview_testing::Edit> edits;
  for (int i = 10; i < 22; ++i) edits.push_back({"scripts/" + std::to_string(i), "1"});
  repository.commit(edits);
  const auto line = HasSubstr(
      "12 changed files belong to no project: scripts/10, scripts/11, scripts/12, scripts/13, scripts/14, "
      "scripts/15, scripts/16, scripts/17, scripts/18, scripts/19, and 2 more");
  const auto made =
      run_monoci(repository, {"generate", "-o", "/dev/stdout", "--base", "HEAD~1", "--report", "/dev/null"});
  EXPECT_THAT(made.err, line);
  EXPECT_THAT(made.out, AllOf(HasSubstr("no project is affected, but 12 changed files belong to no project"),
                              Not(HasSubstr("no job is needed"))));
  const auto note =
      run_monoci(repository, {"generate", "-o", "/dev/null", "--base", "HEAD~1", "--markdown", "/dev/stdout"});
  EXPECT_THAT(note.out, HasSubstr("12 changed files belong to no project&#58; scripts/10,"));
  EXPECT_THAT(run_monoci(repository, {"affected", "--base", "HEAD~1"}).out, line);
  const auto clean = run_monoci(repository, {"generate", "-o", "/dev/stdout", "--base", "HEAD"});
  EXPECT_THAT(clean.out, HasSubstr("no job is needed for this change"));
  EXPECT_THAT(clean.err, Not(HasSubstr("no project")));
}

TEST(WhatIsSeen, NamesAProjectThatLeftInEveryCommandThatCompares) {
  GitSandbox repository;
  repository.commit({{"a/pyproject.toml", kOne},
                     {"b/pyproject.toml", "[project]\nname = \"two\"\nversion = \"1\"\n"},
                     {"b/x.py", "1"}});
  repository.commit({{"b/pyproject.toml", deleted}});
  const auto line = HasSubstr(
      "warning: b: it is still there, and no project any more: its manifest is gone, other files are left; nothing "
      "runs for it");
  for (const auto* command : {"affected", "generate", "graph"}) {
    std::vector<std::string> words{command, "--base", "HEAD~1"};
    if (command == std::string("generate")) words.insert(words.end(), {"-o", "/dev/null"});
    if (command == std::string("graph")) words.push_back("--affected");
    EXPECT_THAT(run_monoci(repository, words).err, line) << command;
  }
  EXPECT_EQ(run_monoci(repository, {"why", "b", "--base", "HEAD~1"}).out,
            "b is no project any more\n  it is still there, and no project any more: its manifest is gone, other files "
            "are left\n");
  const auto checked = run_monoci(repository, {"check", "--base", "HEAD~1"});
  EXPECT_EQ(checked.exit_code, 3);
  EXPECT_THAT(checked.out,
              HasSubstr("b: warning: `b` was a project at the base: it is still there, and no project any more"));
  repository.commit({{"b/x.py", deleted}});
  EXPECT_THAT(run_monoci(repository, {"check", "--base", "HEAD~2"}).out, "no findings\n");
}

}  // namespace

}  // namespace monoci_testing::what_is_seen_test
