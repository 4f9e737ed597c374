// Every rule of the table both ways: a text that it faults, and the same text mended.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "gitlab/rules/gitlab_text.hpp"
#include "gitlab/rules/rule.hpp"
#include "support/source_directory.hpp"

namespace monoci::render_gitlab_rules_test {
namespace {

struct RuleCase {
  const char *rule, *wrong, *right;
};

std::string job(const std::string& settings) { return "a: {script: [x], " + settings + "}\n"; }

std::vector<RuleCase> setting_cases() {
  return {{"after_script", "after_script: [5]", "after_script: [[x]]"},
          {"allow_failure", "allow_failure: 'yes'", "allow_failure: {exit_codes: [1, 2]}"},
          {"artifacts", "artifacts: {paths: x}", "artifacts: {paths: [x], expire_in: 1 week}"},
          {"before_script", "before_script: {a: b}", "before_script: x"},
          {"cache", "cache: {key: a/b}", "cache: {key: {files: [uv.lock], prefix: a}}"},
          {"coverage", "coverage: 'TOTAL'", "coverage: '/TOTAL \\d+%/'"},
          {"dast_configuration", "dast_configuration: {profile: x}", "dast_configuration: {site_profile: x}"},
          {"dependencies", "dependencies: b", "dependencies: []"},
          {"environment", "environment: 'prod@eu!'", "environment: {name: $A/b, action: stop}"},
          {"except", "except: main", "except: [main, /^x/]"},
          {"extends", "extends: [5]", "extends: [.b]"},
          {"hooks", "hooks: {before: x}", "hooks: {pre_get_sources_script: [x]}"},
          {"id_tokens", "id_tokens: {T: {}}", "id_tokens: {T: {aud: x}}"},
          {"identity", "identity: azure", "identity: google_cloud"},
          {"image", "image: {}", "image: {name: x, pull_policy: [always]}"},
          {"inherit", "inherit: {default: [script]}", "inherit: {default: [image], variables: false}"},
          {"inputs", "inputs: {x: {type: string}}", "inputs: {x: {default: y}}"},
          {"interruptible", "interruptible: 'yes'", "interruptible: yes"},
          {"manual_confirmation", "manual_confirmation: true", "manual_confirmation: sure?"},
          {"needs", "needs: [{pipeline: 5, job: b}]", "needs: [{pipeline: $P, job: b}]"},
          {"only", "only: {branches: [main]}", "only: {refs: [main]}"},
          {"pages", "pages: {path: x}", "pages: {publish: x}"},
          {"parallel", "parallel: 201", "parallel: {matrix: [{A: [1, 2], B: x}]}"},
          {"publish", "publish: 5", "publish: x"},
          {"release", "release: {tag_name: x}", "release: {tag_name: x, description: y}"},
          {"resource_group", "resource_group: 5", "resource_group: '5'"},
          {"retry", "retry: 3", "retry: {max: 2, when: [script_failure]}"},
          {"rules", "rules: [{if: '$A =='}]", "rules: [{if: '$A == \"b\" && ($C =~ /de/ || !$F)'}]"},
          {"run", "run: [{name: x, step: y, func: z}]", "run: [{name: x, script: y}]"},
          {"secrets", "secrets: {A: {token: x}}", "secrets: {A: {vault: x/y@z, file: false}}"},
          {"services", "services: x", "services: [x, {name: y, alias: z}]"},
          {"stage", "stage: [x]", "stage: x"},
          {"tags", "tags: []", "tags: [x]"},
          {"timeout", "timeout: 3600", "timeout: 1h 30m"},
          {"trigger", "trigger: {include: [a, b, c, d]}", "trigger: {include: [a, b, c], strategy: mirror}"},
          {"variables", "variables: {A: [b]}", "variables: {A: {value: b, expand: false}, C: 1}"}};
}

std::string needs_of(int count) {
  std::string jobs, needs;
  for (int number = 0; number < count; ++number) {
    jobs += "n" + std::to_string(number) + ": {script: [x]}\n";
    needs += "n" + std::to_string(number) + ", ";
  }
  return jobs + "a: {script: [x], needs: [" + needs + "]}\n";
}

std::string repeated(int count, const std::string& text) {
  std::string result;
  for (int number = 0; number < count; ++number) result += text;
  return result;
}

struct TextCase {
  std::string rule, wrong, right;
};

std::vector<TextCase> text_cases() {
  return {
      {"byte-order-mark", "\xEF\xBB\xBF" + job(""), job("")},
      {"one-document", job("") + "---\nb: c\n", "---\n" + job("") + "--- \n# nothing\n"},
      {"directive", "%YAML 1.2\n---\n" + job(""), "---\n" + job("")},
      {"spec", "spec: {inputs: {x: {type: numbr}}}\n---\n" + job(""),
       "spec: {inputs: {x: {type: number, default: 1, options: [1, 2]}}}\n---\n" + job("")},
      {"interpolation", "spec: {inputs: {x: {}}}\n---\n" + job("image: '$[[ inputs.y ]]'"),
       "spec: {inputs: {x: {}}}\n---\n" + job("image: '$[[ inputs.x | truncate(0, 9) ]]'")},
      {"aliases", "a: &x {script: [x]}\nb: *x\n", "a: {script: [x]}\nb: {extends: a}\n"},
      {"merge-key", "\"<<\": {script: [x]}\n", ".x: &x {script: [x]}\na: {<<: *x}\n"},
      {"known-tag", "a: {script: [!x y]}\n", "a: {script: [!reference [.b, script], '!x y']}\n"},
      {"plain-value", "a: {script: [2024-01-01]}\n", "a: {script: ['2024-01-01']}\n"},
      {"plain-key", "123: {script: [x]}\n", "'123': {script: [x]}\n"},
      {"document", "- a\n", job("")},
      {"visible-job", ".a: {script: [x]}\n", job("")},
      {"hidden-job", ".a: {}\n", ".a: {x: y}\n"},
      {"reserved-name", "cache: {script: [x]}\n", "caches: {script: [x]}\n"},
      {"stages", "stages: [a, a]\n", "stages: [a, [b]]\n"},
      {"default", "default: {stage: x}\n", "default: {retry: 1}\n"},
      {"workflow", "workflow: {rules: [{when: manual}]}\n", "workflow: {rules: [{when: always}], name: x}\n"},
      {"workflow-rules", job(""), "workflow: {rules: [{when: always}]}\n" + job("")},
      {"pipeline-variables", "variables: {A: {value: x, options: [y]}}\n",
       "variables: {A: {value: x, options: [x]}}\n"},
      {"include", "include: {project: x}\n", "include: [{project: x, file: y.yml}, z.yml]\n"},
      {"extends-target", job("extends: .b"), ".b: {image: x}\n" + job("extends: .b")},
      {"reference", "a: {script: [!reference [.b, script]]}\n",
       ".b: {script: [x]}\na: {script: [!reference [.b, script]]}\n"},
      {"job-count", job("parallel: 101") + "b: {script: [x], parallel: 200}\nc: {script: [x], parallel: 200}\n",
       job("parallel: 100") + "b: {script: [x], parallel: 200}\nc: {script: [x], parallel: 200}\n"},
      {"deployment-count",
       "a: {environment: x, parallel: 200}\nb: {environment: x, parallel: 200}\nc: {environment: x, parallel: 101}\n",
       "a: {environment: x, parallel: 200}\nb: {environment: x, parallel: 200}\nc: {environment: x, parallel: 100}\n"},
      {"size", "a: {script: [" + repeated(60000, "x, ") + "]}\n", "a: {script: [" + repeated(20000, "x, ") + "]}\n"},
      {"cycle", "a: {script: [x], needs: [b]}\nb: {script: [x], needs: [a]}\n",
       "a: {script: [x], needs: [b]}\nb: {script: [x]}\n"},
      {"job-name", repeated(256, "x") + ": {script: [x]}\n", repeated(255, "é") + ": {script: [x]}\n"},
      {"job", "a: [x]\n", job("")},
      {"action", "a: {script: [x], trigger: y}\n", "a: {extends: .b}\n.b: {script: [x]}\n"},
      {"job-key", job("scripts: [x]"), job("secrets: {}")},
      {"stage-exists", "stages: [x]\na: {script: [x]}\n", "stages: [x]\na: {script: [x], stage: .pre}\n"},
      {"when", job("when: never"), job("when: delayed")},
      {"start-in", job("when: delayed, start_in: 8 days"), job("when: delayed, start_in: 1 week")},
      {"rules-alone", job("rules: [{when: always}], only: [x]"), job("rules: [{when: always}]")},
      {"trigger-job", "a: {trigger: x, parallel: 2}\n", "a: {trigger: x, parallel: {matrix: [{A: b}]}}\n"},
      {"pages-job", job("publish: x"), job("publish: x, pages: true")},
      {"need-exists", job("needs: [b]"), job("needs: [{job: b, optional: true}]")},
      {"need-count", needs_of(51), needs_of(50)},
      {"need-kind", "a: {trigger: x, needs: [{pipeline: $P, job: b}]}\n", job("needs: [{pipeline: $P, job: b}]")},
      {"need-twice", job("needs: [b, {job: b}]"), job("needs: [b, c]")},
      {"need-survives", "b: {script: [x], rules: [{if: $A}]}\n" + job("needs: [b]"),
       "b: {script: [x], rules: [{if: $A}, {when: manual}]}\n" + job("needs: [b]")},
      {"dependency", "b: {script: [x]}\nc: {script: [x]}\n" + job("needs: [b], dependencies: [c]"),
       "b: {script: [x]}\n" + job("dependencies: [b]")},
      {"artifact-source", "a: {trigger: {include: [{artifact: x, job: b}]}}\n",
       "b: {script: [x]}\na: {trigger: {include: [{artifact: x, job: b}]}}\n"},
      {"stop-job", job("environment: {name: x, on_stop: b}"),
       job("environment: {name: x, on_stop: b}") + "b: {script: [x], environment: {name: x, action: stop}}\n"},
      {"script", "a: {script: [{x: y}]}\n", "a: {script: [[x], y]}\n"},
  };
}

std::string spec(const std::string& input, const std::string& script = "x") {
  return "spec: {inputs: {i: " + input + "}}\n---\na: {script: ['" + script + "']}\n";
}

std::string matrix_need(const std::string& values) {
  return "b: {script: [x], parallel: {matrix: [{P: [x, y], Q: z}]}}\n" +
         job("needs: [{job: b, parallel: {matrix: [{" + values + "}]}}]");
}

// What one case does not show of a rule that covers much.
std::vector<TextCase> further_cases() {
  const std::string include = "include: ", step = "run: [{name: s, ";
  const auto rule = [](const std::string& says) { return "workflow: {rules: [{if: $A, " + says + "}]}\n"; };
  const auto run = [&](const std::string& says) { return "a: {" + step + says + "}]}\n"; };
  return {
      {"workflow", rule("auto_cancel: {on_new_commit: always}"), rule("auto_cancel: {on_new_commit: none}")},
      {"workflow", rule("auto_cancel: {on_failure: all}"), rule("auto_cancel: {on_job_failure: all}")},
      {"include", include + "[{local: a.yml, remote: 'https://b.c/d.yml'}]\n", include + "[{local: a.yml}, null]\n"},
      {"include", include + "[{local: a.yml, rules: [{if: $A, when: manual}]}]\n",
       include + "[{local: a.yml, rules: [{if: $A, when: never}, {exists: [b]}]}]\n"},
      {"include", include + "[{local: a.yml, rules: [{needs: [b]}]}]\n",
       include + "[{local: $A/b, rules: [{changes: {paths: [b], compare_to: c}}]}]\n"},
      {"include", include + "[{local: a.yml, integrity: sha256-aaaa}]\n",
       include + "[{remote: 'https://b.c/d.yaml', integrity: sha256-aaaa, cache: 1 day}]\n"},
      {"include", include + "[{remote: 'https://b.c/d.yml', cache: 5 seconds}]\n",
       include + "[{remote: 'https://b.c/d.yml', cache: true}]\n"},
      {"include", include + "[{template: Go.yml}]\n", include + "[{template: Go.gitlab-ci.yml}]\n"},
      {"include", include + "[{project: x, file: [y]}]\n", include + "[{component: b.c/d@1, inputs: {x: 1}}]\n"},
      {"spec", spec("{type: boolean, default: 1}"), spec("{type: boolean, default: 'true'}")},
      {"spec", spec("{type: array, options: [x]}"), spec("{type: array, default: [x]}")},
      {"spec", spec("{default: x, options: [y]}"), spec("{default: 1, options: ['1']}")},
      {"spec", spec("{default: xy, regex: '^x$'}"), spec("{default: xy, regex: '^x'}")},
      {"spec", spec("{regex: '('}"), spec("{regex: '(x)'}")},
      {"spec", spec("{rules: [{options: [x]}]}"), spec("{rules: [{if: '$[[ inputs.i ]] == \"x\"', default: x}]}")},
      {"spec", spec("{default: x, rules: [{default: x}]}"), spec("{rules: [{options: [x], default: x}]}")},
      {"spec", spec("{options: [null]}"), spec("null")},
      {"spec", spec("{type: null}"), spec("{description: null}")},
      {"services", job("services: [{name: x, variables: {A: null}}]"),
       job("services: [{name: x, variables: {A: ''}}]")},
      {"spec", "spec: {include: [{template: x.yml}]}\n---\n" + job(""), "spec: {include: [x.yml]}\n---\n" + job("")},
      {"spec", "spec: {component: [title]}\n---\n" + job(""), "spec: {component: [name]}\n---\n" + job("")},
      {"spec", "spec: {}\nx: y\n---\n" + job(""), "spec:\n---\n" + job("")},
      {"interpolation", spec("{}", "$[[ inputs.i | upper ]]"), spec("{}", "$[[ inputs.i | posix_escape ]]")},
      {"interpolation", spec("{}", "$[[ i ]]"), spec("{}", "$[[ matrix.P ]]")},
      {"image", job("image: {name: x, docker: {users: y}}"), job("image: {name: x, docker: {user: y, platform: z}}")},
      {"image", job("image: {name: x, docker: {user: null}}"), job("image: {name: x, docker: null}")},
      {"services", job("services: [{name: x, kubernetes: {user: true}}]"),
       job("services: [{name: x, kubernetes: {user: 1000}}]")},
      {"inputs", job("inputs: {x: {type: number, default: y}}"), job("inputs: {x: {type: number, default: 1}}")},
      {"inputs", job("inputs: {x: {default: null}}"), job("inputs: {x: {default: '', description: y}}")},
      {"run", run("script: x, inputs: {a: b}"), run("step: x, inputs: {a: [b]}, env: {C: d}")},
      {"run", run("step: {git: {url: x}}"), run("func: {git: {url: x, rev: y}}")},
      {"secrets", job("secrets: {A: {vault: {path: x, field: y}}}"),
       job("secrets: {A: {vault: {path: x, field: y, engine: {name: z, path: z}}}}")},
      {"environment", job("environment: {name: x, kubernetes: {dashboard: {namespace: y}}}"),
       job("environment: {name: x, kubernetes: {agent: 'a:b', dashboard: {namespace: y}}}")},
      {"retry", job("retry: {when: [[always]]}"), job("retry: {when: always}")},
      {"cache", job("cache: {key: {files: [a, b, c, d, e, f, g, h, i, j, k]}}"),
       job("cache: {key: {files: [a, b, c, d, e, f, g, h, i, j]}}")},
      {"needs", job("needs: [{pipeline: $P, job: b, optional: 1}]"),
       job("needs: [{pipeline: $P, job: b, optional: true}]")},
      {"need-exists", matrix_need("P: w, Q: z"), matrix_need("P: [x, y], Q: z")},
      {"need-exists", matrix_need("Q: z, P: x"),
       "b: {script: [x]}\n" + job("needs: [{job: b, parallel: {matrix: [{P: x}]}}]")},
      {"need-twice", matrix_need("P: [x, x], Q: z"), matrix_need("P: [x, y], Q: z")},
      {"directive", "--- # x\n%TAG ! y\n---\n" + job(""), "# %YAML\n" + job("")},
  };
}

std::vector<TextCase> all_cases() {
  auto cases = text_cases();
  for (const auto& [rule, wrong, right] : setting_cases()) cases.push_back({rule, job(wrong), job(right)});
  return cases;
}

// What one rule says of a text.
std::string faults(const std::string& name, const std::string& text) {
  const auto rule = std::ranges::find(gitlab_rules(), name, &Rule::name);
  if (rule == gitlab_rules().end()) return "there is no such rule";
  Diagnostics problems, others;
  const SourceText source{"f.yml", text};
  if (const auto* check = std::get_if<TextCheck>(&rule->check)) {
    if (const auto read = read_gitlab_text(source, problems)) (*check)(*read, problems);
  } else if (const auto file = read_gitlab_file(source, others)) {
    const GitLabLimits limits;
    apply_rule(*rule, MergedPipeline(std::span(&*file, 1), limits), problems);
  }
  std::string told;
  for (const auto& each : problems.sorted()) told += to_text(each) + "\n";
  return told;
}

class GitLabRule : public testing::TestWithParam<TextCase> {};

TEST_P(GitLabRule, FaultsWhatIsWrong) {
  EXPECT_THAT(faults(GetParam().rule, GetParam().wrong), testing::StartsWith("f.yml"));
}
TEST_P(GitLabRule, TakesWhatIsRight) { EXPECT_EQ(faults(GetParam().rule, GetParam().right), ""); }

INSTANTIATE_TEST_SUITE_P(Rules, GitLabRule, testing::ValuesIn(all_cases()), [](const auto& row) {
  auto name = row.param.rule;
  std::ranges::replace(name, '-', '_');
  return name;
});

INSTANTIATE_TEST_SUITE_P(Further, GitLabRule, testing::ValuesIn(further_cases()));

TEST(GitLabRules, EachHasACase) {
  std::map<std::string_view, int> cases;
  const auto all = all_cases();
  for (const auto& each : all) ++cases[each.rule];
  for (const auto& rule : gitlab_rules()) EXPECT_EQ(cases[rule.name], 1) << rule.name;
}

// Two parents a level double what they bring; a chain is refused where GitLab refuses it.
TEST(GitLabRules, BoundWhatExtendsBringsTogether) {
  std::string doubling = "a: {script: [x], extends: [.a40, .b40]}\n.a0: {image: x}\n.b0: {image: x}\n",
              chain = doubling;
  for (int i = 1; i <= 40; ++i)
    for (const char* name : {".a", ".b"}) {
      doubling += fmt::format("{0}{1}: {{extends: [.a{2}, .b{2}]}}\n", name, i, i - 1);
      chain += fmt::format("{0}{1}: {{extends: {0}{2}}}\n", name, i, i - 1);
    }
  EXPECT_THAT(faults("extends-target", doubling), testing::HasSubstr("brings more than 1000 jobs together"));
  EXPECT_THAT(faults("extends-target", chain), testing::HasSubstr("goes too deep"));
}

// However many documents a file has, the first three are read: GitLab cuts no more.
TEST(GitLabRules, ReadThreeDocumentsOfMany) {
  constexpr std::size_t kMany = 20000;
  std::string text;
  for (std::size_t number = 0; number < kMany; ++number) text += number < 3 ? "---\n{}\n" : "---\n{ broken\n";
  Diagnostics problems;
  const auto read = read_gitlab_text({"f.yml", text}, problems);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->documents.empty());
  EXPECT_GT(read->left_over.size(), kMany - 5);
}

TEST(GitLabRules, EachIsDocumented) {
  std::ifstream in(monoci_testing::source_directory() / "tools/monoci/docs/lint.md");
  const std::string page{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (const auto& rule : gitlab_rules())
    EXPECT_THAT(page, testing::HasSubstr("| `" + std::string(rule.name) + "` | " + std::string(rule.says) + " |"));
}

}  // namespace
}  // namespace monoci::render_gitlab_rules_test
