// What jobs are made of: files that templates include by a wildcard, that their scripts call, and a pipeline of a
// project's own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/workspace_text.hpp"
#include "workspace/inputs_of.hpp"
#include "workspace/script_paths.hpp"

namespace monoci::workspace_job_files_test {
namespace {

Texts paths_in(const std::string& yaml) {
  Diagnostics problems;
  const auto document = read_yaml({"t.yml", yaml}, problems);
  Texts texts;
  if (!document) return {"no YAML"};
  for (const auto& each : script_paths(*document)) {
    const auto path = RepoPath::parse(each.text);
    texts.push_back(each.from_project || !path ? "project:" + each.text : path->str());
  }
  return texts;
}

struct Said {
  const char* name;
  const char* script;
  Texts paths;  // among others
};

class ScriptOfAJob : public testing::TestWithParam<Said> {};

TEST_P(ScriptOfAJob, NamesPaths) {
  const auto found = paths_in("test:\n  script:\n    - |\n      " + std::string(GetParam().script) + "\n");
  for (const auto& path : GetParam().paths) EXPECT_THAT(found, testing::Contains(path));
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, ScriptOfAJob,
    testing::Values(
        Said{"Called", "./tools/ci.sh --fast", {"tools/ci.sh"}},
        Said{"PlainWord", "bash run; cat VERSION", {"run", "VERSION"}},
        Said{"ByAShell", "bash -eu ci/x.sh", {"ci/x.sh"}},
        Said{"Sourced", ". tools/lib.sh; source \"tools/more.sh\"", {"tools/lib.sh", "tools/more.sh"}},
        Said{"OfTheCheckout",
             "\"$CI_PROJECT_DIR\"/tools/a.sh ${CI_PROJECT_DIR}/tools/b.sh $PWD/c.sh",
             {"tools/a.sh", "tools/b.sh", "c.sh"}},
        Said{"BehindCd", "cd tools && ./ci.sh", {"tools/ci.sh", "ci.sh"}},
        Said{"InASubshell", "(cd tools; ./a.sh); ci/b.sh", {"tools/a.sh", "ci/b.sh"}},
        Said{"AboveTheProject", "cd \"$MONOCI_PROJECT\" && ../../tools/ci.sh", {"project:../../tools/ci.sh"}},
        Said{"BesideTheProject", "cat \"$MONOCI_PROJECT/../shared/x\"", {"project:../shared/x"}},
        Said{"Options",
             "uv pip install -rreq/a.txt -r req/b.txt --config=ci/c.toml",
             {"req/a.txt", "req/b.txt", "ci/c.toml"}},
        Said{"Extras", "pip install -e 'tools/x[dev,test]' -e tools/y[dev]", {"tools/x", "tools/y"}},
        Said{"SetBefore", "CONF=ci/x.cfg; DIR=ci/tools ; bash $DIR/y.sh", {"ci/x.cfg", "ci/tools/y.sh"}},
        Said{"Otherwise", "bash ${DIR:-ci}/y.sh", {"ci/y.sh"}},
        Said{"UnknownInTheMiddle", "bash ci/test-$MONOCI_KIND.sh", {"ci/test-*.sh"}},
        Said{"UnknownInFront", "bash $TOOLS/x.sh", {"x.sh", "**/x.sh"}},
        Said{"FromACommand", "source \"$(git rev-parse --show-toplevel)/tools/lib.sh\"", {"tools/lib.sh"}},
        Said{"InQuotes", "bash -c 'cd ci && ./x.sh'", {"ci/x.sh"}},
        Said{"InQuotesTwice", "sh -c \"bash -c './ci/x.sh'\"", {"ci/x.sh"}},
        Said{"Wildcard", "for f in ci/*.sh; do $f; done", {"ci/*.sh"}},
        Said{"Continued", "docker build \\\n        -f docker/Dockerfile .", {"docker/Dockerfile"}},
        Said{"Module", "python -m tools.check", {"tools/check.py"}},
        Said{"Make", "make -C build-tools all", {"build-tools/Makefile"}},
        Said{"Volume", "docker run -v $PWD/conf:/conf x", {"conf"}}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ScriptPaths, AreThoseOfAllThatRuns) {
  const auto found = paths_in(
      "variables: {RUFF_CONFIG: ci/ruff.toml, MORE: {value: ci/more.txt}, DIR: ci/tools}\n"
      "default: {before_script: [ci/a.sh], hooks: {pre_get_sources_script: [ci/b.sh]}}\n"
      ".hidden: &h {after_script: [[ci/c.sh]]}\n"
      "test: {<<: *h, script: [!reference [.other, script], \"bash $DIR/d.sh\"]}\n");
  for (const auto* path : {"ci/ruff.toml", "ci/more.txt", "ci/a.sh", "ci/b.sh", "ci/c.sh", "ci/tools/d.sh"})
    EXPECT_THAT(found, testing::Contains(path));
}

TEST(ScriptPaths, AreNoWordsThatCannotBeAny) {
  EXPECT_EQ(
      paths_in("t: {script: ['curl https://h/x.sh /usr/bin/y ~/z $HOME -- .. . $MONOCI_PROJECT/tests # ci/no.sh']}"),
      Texts{});
  EXPECT_EQ(paths_in("t: {rules: [{changes: [ci/x.sh]}], cache: {key: {files: [a.lock]}}, script: ['true']}"), Texts{});
}

// What grows must not grow again by each word.
TEST(ScriptPaths, HaveAnEnd) {
  std::string script = "A=xxxxxxxx\n";
  for (int i = 0; i < 60; ++i) script += "      A=$A$A\n";
  for (int i = 0; i < 3000; ++i) script += "      cd a\n";
  EXPECT_LT(paths_in("t:\n  script:\n    - |\n      " + script).size(), 4000U);
}

const Files kFiles = {
    {"monoci.yaml",
     "version: 1\nkinds:\n  lib: {paths: [\"libs/*\"], jobs: ci/lib.yml}\n"
     "  app: {paths: [\"apps/*\"], jobs: own}\n"},
    {"ci/lib.yml", "include: {local: '/ci/inc/*.yml'}\ntest:\n  script:\n    - ./tools/ci.sh docs uv.lock\n"},
    {"ci/inc/a.yml", ".a: {script: [python tools/a.py]}"},
    {"ci/inc/b.yml", ".b: {script: [x]}"},
    {"tools/ci.sh", ""},
    {"tools/a.py", ""},
    {"tools/b.sh", ""},
    {"tools/z.sh", ""},
    {"docs/x.md", ""},
    {"pyproject.toml", root({"libs/*", "apps/*", "services/*"})},
    {"libs/a/pyproject.toml", package("a")},
    {"libs/b/pyproject.toml", package("b")},
    {"apps/c/pyproject.toml", package("c")},
    {"apps/c/.gitlab-ci.yml", "include: [/ci/apps/x.yml, 'ci/apps/more/**.yml']\nt: {script: [./tools/b.sh]}"},
    {"ci/apps/x.yml", "include: ci/apps/y.yml\n"},
    {"ci/apps/y.yml", "y: {script: [bash ci/y.sh]}"},
    {"ci/y.sh", ""},
    {"services/d/pyproject.toml", package("d")}};
const Texts kLibs = {"libs/a", "libs/b"};

TEST(JobFiles, AFileThatAWildcardIncludesCountsWhenItIsRemovedToo) {
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"ci/inc/b.yml", gone()}})), kLibs);
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"ci/inc/c.yml", ""}})), kLibs);
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"ci/inc/c.txt", ""}, {"ci/inc/d/e.yml", ""}})), Texts{});
}

// `uv run --project tools/helper`: the job fails when what the helper depends on is broken.
TEST(JobFiles, WithAProjectThatAScriptNamesComesWhatThatProjectDependsOn) {
  const Files with_helper = with(
      kFiles,
      {{"ci/lib.yml", "test: {script: [pip install -e tools/helper]}\n"},
       {"apps/c/.gitlab-ci.yml", "t: {script: [uv run --project tools/helper check]}"},
       {"tools/helper/pyproject.toml", package("helper", {"rules[fast]"},
                                               "[dependency-groups]\ndev = [\"words\"]\n[tool.uv.sources]\n"
                                               "rules = {path = \"../../rules\"}\nwords = {path = \"../../words\"}")},
       {"rules/pyproject.toml",
        package("rules", {"base"},
                "[project.optional-dependencies]\nfast = [\"quick\"]\nslow = [\"other\"]\n[tool.uv.sources]\n"
                "base = {path = \"../base\"}\nquick = {path = \"../quick\"}\nother = {path = \"../other\"}\n"
                "[tool.monoci]\ninputs = [\"tables/*.csv\"]")},
       {"quick/pyproject.toml", package("quick")},
       {"tables/a.csv", ""},
       {"rules/data", link("../shared/data")},
       {"shared/data/x", ""},
       {"base/pyproject.toml", package("base")},
       {"words/pyproject.toml", package("words")},
       {"other/pyproject.toml", package("other")}});
  const Texts all = {"apps/c", "libs/a", "libs/b"};
  const auto concerned = [&](const std::string& file) {
    auto reached = affected(with_helper, with(with_helper, {{file, "changed"}}));
    std::erase_if(reached, [](const std::string& each) { return !each.starts_with("libs/") && each != "apps/c"; });
    return reached;
  };
  for (const auto* file :
       {"tools/helper/x.py", "rules/x.py", "base/x.py", "quick/x.py", "words/x.py", "shared/data/x", "tables/a.csv"})
    EXPECT_EQ(concerned(file), all) << file;
  EXPECT_EQ(concerned("other/x.py"), Texts{});
}

// Nobody owns them, but the jobs run them.
TEST(JobFiles, WithAFileOfAProgramThatInstallsComesWhatItInstalls) {
  struct Row {
    const char *script, *file, *text;
  };
  for (const auto& [script, file, text] :
       {Row{"tox run", "tox.ini", "[testenv]\ndeps =\n    -e tools/helper\n    -e libs/a\n"},
        Row{"tox run", "tox.toml", "env.test.deps = ['-e tools/helper', '-e libs/a']\n"},
        Row{"tox run", "tox.ini", "[testenv]\ndeps =\n    -r ci/req.txt\n"},
        Row{"cd ci; nox -f noxfile.py", "ci/noxfile.py", "session.install('-e', '../tools/helper', '../libs/a')\n"},
        Row{"pip install -r ci/req.txt", "x", ""},
        Row{"make -C ci", "ci/Makefile", "x:\n\tpip install -e ../tools/helper\n"},
        Row{"pip install -e alias/helper", "alias/helper", "-> ../tools/helper"},
        Row{"pip install -e 'tools/helper[dev]'", "x", ""}}) {
    const auto base =
        with(kFiles, {{"ci/lib.yml", "test:\n  script:\n    - " + std::string(script) + "\n"},
                      {"ci/req.txt", "-e ../tools/helper\n"},
                      {file, std::string_view(text).starts_with("-> ") ? link(text + 3) : Content(text)},
                      {"tools/helper/pyproject.toml",
                       package("helper", {"rules"}, "[tool.uv.sources]\nrules = {path = \"../../rules\"}")},
                      {"rules/pyproject.toml", package("rules")}});
    const auto libs = [&](const std::string& changed) {
      auto reached = affected(base, with(base, {{changed, "2"}}));
      std::erase_if(reached, [](const std::string& each) { return !each.starts_with("libs/"); });
      return reached;
    };
    EXPECT_EQ(libs("tools/helper/x.py"), kLibs) << script;
    EXPECT_EQ(libs("rules/x.py"), kLibs) << script;
    EXPECT_EQ(libs("libs/a/x.py"), Texts{"libs/a"}) << "a job is about the projects of its kind: " << script;
  }
}

// A project around others is more than its own files.
TEST(JobFiles, WhatIsNeededIsNothingAroundTheProjectsOfTheKind) {
  const auto base = with(kFiles, {{"ci/lib.yml", "test: {script: [pip install -e tools/helper]}\n"},
                                  {"pyproject.toml", package("top", {}, "[tool.uv.workspace]\nmembers = [\"libs/*\"]")},
                                  {"tools/helper/pyproject.toml",
                                   package("helper", {"top"}, "[tool.uv.sources]\ntop = {path = \"../..\"}")}});
  EXPECT_EQ(affected(base, with(base, {{"libs/a/x.py", "2"}})), Texts{"libs/a"});
  EXPECT_THAT(affected(base, with(base, {{"tools/helper/x.py", "2"}})), testing::IsSupersetOf(kLibs));
}

TEST(JobFiles, AreAllThatATemplateIncludesHoweverMany) {
  Files many;
  const auto including = [&](int count) {
    std::string includes = "include: [";
    for (int i = 0; i < count; ++i) {
      many["ci/many/" + std::to_string(i) + ".yml"] = "";
      includes += "ci/many/" + std::to_string(i) + ".yml,";
    }
    many["ci/lib.yml"] = includes + "]\ntest: {script: x}";
    return with(kFiles, many);
  };
  const auto base = including(1000);
  for (const auto* file : {"ci/many/151.yml", "ci/many/999.yml"})
    EXPECT_EQ(affected(base, with(base, {{file, "x: {}"}})), kLibs) << file;
  EXPECT_THAT(problems(base), testing::IsEmpty());
  EXPECT_THAT(problems(including(1001)),
              testing::Contains("ci/lib.yml:1:1: error: `ci/lib.yml` includes more than 1000 files"));
}

TEST(JobFiles, WhatATriggerIncludesConcernsTheProjectsOfTheKind) {
  const auto base =
      with(kFiles, {{"ci/lib.yml",
                     "down: {trigger: {include: [{local: ci/down.yml}, {artifact: docs/x.md, job: up}]}}\n"
                     "next: {trigger: {include: /ci/inc/b.yml}}\nlast: {trigger: group/other}\n"},
                    {"ci/down.yml", "x: {script: [./tools/z.sh]}"}});
  for (const auto* file : {"ci/down.yml", "ci/inc/b.yml", "tools/z.sh"})
    EXPECT_EQ(affected(base, with(base, {{file, "y: {script: [x]}"}})), kLibs) << file;
  EXPECT_EQ(affected(base, with(base, {{"docs/x.md", "2"}, {"ci/inc/a.yml", "2"}})), Texts{});
}

TEST(JobFiles, WhatScriptsCallConcernsTheProjectsOfTheKind) {
  for (const auto* file : {"tools/ci.sh", "tools/a.py"}) {
    EXPECT_EQ(affected(kFiles, with(kFiles, {{file, "2"}})), kLibs) << file;
    EXPECT_EQ(affected(kFiles, with(kFiles, {{file, gone()}})), kLibs) << file;
  }
  EXPECT_EQ(reasons(kFiles, with(kFiles, {{"tools/ci.sh", "2"}}), "libs/a"),
            Texts{"template: tools/ci.sh changed (named by ci/lib.yml:4)"});
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"tools/z.sh", "2"}, {"docs/x.md", "2"}})), Texts{});
}

TEST(JobFiles, APipelineOfItsOwnCountsWithAllThatItIncludesAndCalls) {
  for (const auto* file : {"ci/apps/x.yml", "ci/apps/y.yml", "ci/y.sh", "tools/b.sh", "ci/apps/more/z.yml"})
    EXPECT_EQ(affected(kFiles, with(kFiles, {{file, "2"}})), Texts{"apps/c"}) << file;
  EXPECT_EQ(reasons(kFiles, with(kFiles, {{"ci/y.sh", "2"}}), "apps/c"),
            Texts{"template: ci/y.sh changed (named by ci/apps/y.yml:1)"});
  EXPECT_EQ(affected(kFiles, with(kFiles, {{"ci/apps/more/z.txt", "2"}})), Texts{});
}

TEST(JobFiles, AreListedWhereTheyAreThere) {
  const auto reading = read(kFiles);
  Texts listed;
  for (const auto& input : inputs_of(reading.workspace, *reading.workspace.find({at("libs/a")})))
    if (const auto* path = std::get_if<Subtree>(&input.what)) listed.push_back(path->path.str());
  EXPECT_THAT(listed,
              testing::UnorderedElementsAre("ci/lib.yml", "ci/inc/a.yml", "ci/inc/b.yml", "tools/a.py", "tools/ci.sh"));
}

std::string job_with_paths(int count) {
  std::string text = "test:\n  script:\n  - cat";
  for (int i = 0; i < count; ++i) text += " x/" + std::to_string(i);
  return text + " tools/last.sh\n";
}

TEST(ScriptOfAJob, WithMorePathsThanAreReadIsAnError) {
  const auto files = [](int count) {
    return Files{{"pyproject.toml", root({"libs/*"})},
                 {"monoci.yaml", "version: 1\nkinds: {lib: {paths: [\"libs/*\"], jobs: t.yml}}\n"},
                 {"libs/a/pyproject.toml", package("a")},
                 {"tools/last.sh", "1"},
                 {"t.yml", job_with_paths(count)}};
  };
  const auto few = files(40'000);
  EXPECT_THAT(problems(few), testing::IsEmpty());
  EXPECT_EQ(affected(few, with(few, {{"tools/last.sh", "2"}})), Texts{"libs/a"});
  EXPECT_EQ(problems(files(60'000)), Texts{"t.yml:3:5: error: the scripts of `t.yml` name more than 50000 paths"});
}

TEST(OwnPipeline, WithMorePathsThanAreReadIsEvidenceThatIsMissing) {
  const Files files = {{"libs/a/pyproject.toml", package("a", {}, "[tool.monoci]\njobs = \"own\"")},
                       {"libs/b/pyproject.toml", package("b")},
                       {"libs/a/.gitlab-ci.yml", job_with_paths(60'000)}};
  EXPECT_EQ(affected(files, with(files, {{"elsewhere", ""}})), (Texts{"libs/a", "libs/b"}));
}

}  // namespace
}  // namespace monoci::workspace_job_files_test
