// Every key of monoci.yaml that the schema knows changes some answer: a key without a row here, or a row whose two
// configurations answer alike, fails.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "support/json_schema.hpp"
#include "support/program.hpp"

namespace monoci_testing::configuration_keys_test {

namespace {

using gitview_testing::Edit;
using gitview_testing::Environment;
using gitview_testing::GitSandbox;
using testing::HasSubstr;
using testing::Not;
using Texts = std::vector<std::string>;

struct Row {
  std::string key, command;   // words
  std::string before, after;  // two texts of monoci.yaml, less `version`
  Environment environment = {};
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.key; }

Environment pipeline_of(const char* source, const Environment& of) {
  Environment variables = {{"GITLAB_CI", "true"},
                           {"CI", "true"},
                           {"CI_DEFAULT_BRANCH", "main"},
                           {"CI_PIPELINE_SOURCE", source},
                           {"CI_SERVER_VERSION", "18.11.2"},
                           {"CI_COMMIT_BEFORE_SHA", std::string(40, '0')}};
  variables.insert(of.begin(), of.end());
  return variables;
}

std::vector<Row> rows() {
  const std::string affected = "affected --base HEAD~1 --no-uncommitted";
  const std::string generate = "generate --no-uncommitted --output ../out/child.yml";
  const auto all = generate + " --all";
  const auto nothing = generate + " --base HEAD";
  const std::string lib = "kinds: { lib: { paths: [\"libs/*\"], jobs: ci/lib.yml } }\n";
  const std::string lone = "kinds: { lib: { paths: [\"libs/*\"], jobs: ci/lone.yml } }\n";
  const std::string open = "kinds: { lib: { paths: [\"libs/*\"], jobs: ci/open.yml } }\n";
  const auto tag = pipeline_of("push", {{"CI_COMMIT_TAG", "b-v1"}});
  const auto branch = pipeline_of("push", {{"CI_COMMIT_BRANCH", "topic"}});
  const auto web = pipeline_of("web", {{"CI_COMMIT_BRANCH", "main"}});
  return {
      {"version", "list", "", "version: 2"},
      {"default_branch", "affected --no-uncommitted", "default_branch: main\n", "default_branch: older\n"},
      {"discover", "list", "discover: nearest\n", "discover: all\n"},
      {"roots", "list", "", "roots: [deep/ws]\n"},
      {"projects.include", "list", "", "projects: { include: [\"tools/*\"] }\n"},
      {"projects.exclude", "list", "", "projects: { exclude: [libs/b] }\n"},
      {"kinds.*.paths", "list", "kinds: { x: {} }\n", "kinds: { x: { paths: [\"libs/*\"] } }\n"},
      {"kinds.*.jobs", all, lone, lib},
      {"inputs.global", affected, "", "inputs: { global: [free.txt] }\n"},
      {"inputs.ignore", affected, "", "inputs: { ignore: [\"**/*.py\"] }\n"},
      {"inputs.private", affected, "", "inputs: { private: [\"**/*.py\"] }\n"},
      {"inputs.tools", affected + " --format json", "", "inputs: { tools: { ruff: [one] } }\n"},
      {"unowned", affected, "", "unowned: all\n"},
      {"lock.extra_wheels", affected, "", "lock: { extra_wheels: ignore }\n"},
      {"boundaries[].from", "check", "boundaries: [{ from: tool, may_use: [] }]\n",
       "boundaries: [{ from: lib, may_use: [] }]\n"},
      {"boundaries[].may_use", "check", "boundaries: [{ from: lib, may_use: [lib] }]\n",
       "boundaries: [{ from: lib, may_use: [] }]\n"},
      {"pipeline.image", nothing, lib, lib + "pipeline: { image: busybox }\n"},
      {"pipeline.tags", nothing, lib, lib + "pipeline: { tags: [small] }\n"},
      {"pipeline.release_tags", generate, lib, lib + "pipeline: { release_tags: \"{name}-v*\" }\n", tag},
      {"pipeline.uncertain_deploys", generate, lib, lib + "pipeline: { uncertain_deploys: manual }\n", web},
      {"pipeline.interruptible", generate, lib, lib + "pipeline: { interruptible: true }\n", branch},
      {"limits.jobs", all, lib, lib + "limits: { jobs: 1 }\n"},
      {"limits.needs", all, lib, lib + "limits: { needs: 2 }\n"},
      {"limits.deployments", all, lone, lone + "limits: { deployments: 1 }\n"},
      {"limits.includes", all, open, open + "limits: { includes: 1 }\n"},
      {"limits.name_length", all, lib, lib + "limits: { name_length: 5 }\n"},
      {"limits.parsed_bytes", all, lib, lib + "limits: { parsed_bytes: 9 }\n"},
  };
}

std::string project(const std::string& name, const std::string& needs = "") {
  return "[project]\nname = \"" + name + "\"\nversion = \"1\"\ndependencies = [" + needs + "]\n";
}

std::string workspace(const std::string& members) { return "[tool.uv.workspace]\nmembers = [" + members + "]\n"; }

// Of deep/ws: what `m` installs can be had from these archives.
std::string lock(const std::string& wheels) {
  return "version = 1\n\n[[package]]\nname = \"m\"\nsource = { virtual = \"m\" }\ndependencies = [{ name = \"p\" }]\n\n"
         "[[package]]\nname = \"p\"\nversion = \"1\"\nsource = { registry = \"r\" }\nwheels = [" +
         wheels + "]\n";
}

const char* const kJobs =
    "one: {script: [x]}\n"
    "two: {script: [x]}\n"
    "three: {script: [x]}\n"
    "test: {script: [x], needs: [one, two, three]}\n"
    "deploy: {script: [x], needs: [test], monoci: {when: default-branch}, environment: production/$MONOCI_SLUG}\n"
    "release: {script: [x], needs: [], monoci: {when: tag}}\n";

GitSandbox repository_with(const std::string& yaml) {
  GitSandbox repository;
  const std::string text = yaml.starts_with("version") ? yaml : "version: 1\n" + yaml;
  repository.commit({{"monoci.yaml", text},
                     {"pyproject.toml", workspace("\"libs/*\"")},
                     {"libs/a/pyproject.toml", project("a")},
                     {"libs/b/pyproject.toml", project("b", "\"a\"")},
                     {"tools/x/x.sh", "x\n"},
                     {"deep/one/pyproject.toml", project("one")},
                     {"deep/ws/pyproject.toml", workspace("\"m\"")},
                     {"deep/ws/m/pyproject.toml", project("m")},
                     {"deep/ws/uv.lock", lock("{ url = \"1\" }")},
                     {"ci/lib.yml", kJobs},
                     {"ci/lone.yml", "up: {script: [x], environment: e/$MONOCI_SLUG}\n"},
                     {"ci/open.yml", "include: [{template: A.yml}, {template: B.yml}]\ntest: {script: [x]}\n"}});
  repository.git("branch -q older");
  repository.commit({{"libs/a/a.py", "1"},
                     {"free.txt", "1"},
                     {"ruff.toml", "1"},
                     {"deep/ws/uv.lock", lock("{ url = \"1\" }, { url = \"2\" }")}});
  return repository;
}

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// Everything that a run says and writes, but for hashes and the place of the repository.
std::string answer(const Row& row, const std::string& yaml) {
  auto repository = repository_with(yaml);
  const auto out = repository.root().parent_path() / "out";
  std::filesystem::create_directory(out);
  Texts words;
  std::istringstream in(row.command);
  for (std::string word; in >> word;) words.push_back(word);
  auto environment = row.environment;
  if (!environment.empty()) environment["CI_COMMIT_SHA"] = repository.git("rev-parse HEAD");
  const auto result = run_monoci(repository, words, environment);
  EXPECT_THAT(result.err, Not(HasSubstr("unknown key"))) << yaml;
  EXPECT_NE(result.exit_code, 2) << result.err;
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(out))
    files[entry.path().filename().string()] = content_of(entry.path());
  auto all = std::to_string(result.exit_code) + "\n" + result.out + result.err;
  for (const auto& [name, content] : files) all += "--- " + name + "\n" + content;
  static const std::regex kHash("[0-9a-f]{7,40}");
  const auto top = repository.root().parent_path().string();
  for (auto at = all.find(top); at != std::string::npos; at = all.find(top)) all.replace(at, top.size(), "TOP");
  return std::regex_replace(all, kHash, "HASH");
}

class ConfigurationKey : public testing::TestWithParam<Row> {};

TEST_P(ConfigurationKey, ChangesAnAnswer) {
  const auto& row = GetParam();
  const auto before = answer(row, row.before);
  EXPECT_EQ(before, answer(row, row.before + "# words\n"));
  EXPECT_NE(before, answer(row, row.after));
}

std::string name_of(const testing::TestParamInfo<Row>& row) {
  auto name = row.param.key;
  std::erase_if(name, [](unsigned char each) { return std::isalnum(each) == 0; });
  return name;
}
INSTANTIATE_TEST_SUITE_P(Schema, ConfigurationKey, testing::ValuesIn(rows()), name_of);

void collect(const nlohmann::json& schema, const std::string& name, Texts& keys) {
  const auto dotted = name.empty() ? "" : name + ".";
  if (schema.contains("properties")) {
    for (const auto& [key, value] : schema["properties"].items()) collect(value, dotted + key, keys);
  } else if (schema.contains("items") && schema["items"].contains("properties")) {
    collect(schema["items"], name + "[]", keys);
  } else if (schema.contains("additionalProperties") && schema["additionalProperties"].contains("properties")) {
    collect(schema["additionalProperties"], dotted + "*", keys);
  } else {
    keys.push_back(name);
  }
}

TEST(ConfigurationKeys, OfTheSchemaHaveARowEach) {
  Texts known, tested;
  collect(nlohmann::json::parse(monoci::schema_text("monoci")), "", known);
  for (const auto& row : rows()) tested.push_back(row.key);
  EXPECT_THAT(tested, testing::UnorderedElementsAreArray(known));
}

}  // namespace

}  // namespace monoci_testing::configuration_keys_test
