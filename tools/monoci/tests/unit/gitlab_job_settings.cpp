// What jobs say of themselves: traits, what monoci adds, and what is told of one project.
#include <gtest/gtest.h>

#include "document/yaml_text.hpp"
#include "gitlab/job_settings.hpp"
#include "gitlab/job_traits.hpp"
#include "unit/plan_fixture.hpp"

namespace monoci::gitlab_job_settings_test {
namespace {

using namespace testing_plan;

Value settings(const std::string& text) {
  Diagnostics problems;
  auto value = read_yaml({"job.yml", text}, problems);
  EXPECT_TRUE(value) << faults(problems);
  return value.value_or(Value{});
}

std::string flat(const Value& value) { return yaml_text(yaml_list({value})); }

struct TraitCase {
  const char *name, *settings;
  bool strict, removable, deploys;
  std::size_t instances;
};

class Traits : public testing::TestWithParam<TraitCase> {};

TEST_P(Traits, AreReadFromSettings) {
  const auto traits = traits_of(settings(GetParam().settings));
  EXPECT_EQ(traits.strict, GetParam().strict);
  EXPECT_EQ(traits.removable, GetParam().removable);
  EXPECT_EQ(traits.deploys, GetParam().deploys);
  EXPECT_EQ(traits.instances, GetParam().instances);
}

INSTANTIATE_TEST_SUITE_P(
    Jobs, Traits,
    testing::Values(
        TraitCase{"Plain", "{script: [x]}", true, false, false, 1},
        TraitCase{"AllowFailure", "{allow_failure: true}", false, false, false, 1},
        TraitCase{"AllowNoFailure", "{allow_failure: false}", true, false, false, 1},
        TraitCase{"AllowSomeCodes", "{allow_failure: {exit_codes: [3]}}", false, false, false, 1},
        TraitCase{"OnSuccess", "{when: on_success}", true, false, false, 1},
        TraitCase{"Manual", "{when: manual}", false, false, false, 1},
        TraitCase{"RulesWithACondition", "{rules: [{if: $A}]}", false, true, false, 1},
        TraitCase{"RulesThatEndInAlways", "{rules: [{if: $A, when: manual}, {when: on_success}]}", false, false, false,
                  1},
        TraitCase{"RulesThatMayRefuse", "{rules: [{if: $A, when: never}, {when: on_success}]}", false, true, false, 1},
        TraitCase{"ListsInListsThatEndInAlways", "{rules: [[{if: $A}], [[{when: on_success}]]]}", false, false, false,
                  1},
        TraitCase{"ListsInListsThatMayRefuse", "{rules: [[{if: $A, when: never}, {when: on_success}]]}", false, true,
                  false, 1},
        TraitCase{"NoRules", "{rules: null}", true, false, false, 1},
        TraitCase{"Only", "{only: [tags]}", false, true, false, 1},
        TraitCase{"NullSaysNothing", "{only: null, except: null, rules: null, parallel: null}", true, false, false, 1},
        TraitCase{"ExtendsAnInclude", "{extends: .other}", false, true, false, 1},
        TraitCase{"Environment", "{environment: prod}", true, false, true, 1},
        TraitCase{"EnvironmentStopped", "{environment: {name: prod, action: stop}}", true, false, false, 1},
        TraitCase{"Parallel", "{parallel: 4}", true, false, false, 4},
        TraitCase{"Matrix", "{parallel: {matrix: [{A: [1, 2], B: [x, y, z]}, {A: 3}]}}", true, false, false, 7}),
    [](const auto& row) { return std::string(row.param.name); });

Occasion on(Event event) {
  Occasion occasion;
  occasion.event = event;
  return occasion;
}

Value fitted(const std::string& text, Event event, bool stop_superseded = false, const std::string& name = "test",
             const std::string& stage = "test") {
  TemplateJob task;
  task.name = name;
  task.stage.text = stage;
  task.settings = std::make_shared<const Value>(settings(text));
  PipelineConfig config;
  config.stop_superseded = stop_superseded;
  return fitted_settings(task, on(event), config);
}

TEST(FittedSettings, LeaveInterruptibleToGitlab) {
  for (const auto event : {Event::merge_request, Event::branch, Event::default_branch, Event::tag})
    EXPECT_EQ(fitted("{script: [x]}", event), settings("{script: [x]}"));
}

bool is_interruptible(const Value& settings) {
  const auto* found = settings.find("interruptible");
  return found && found->scalar == "true";
}

TEST(FittedSettings, AddInterruptibleWhereItIsAskedFor) {
  EXPECT_TRUE(is_interruptible(fitted("{script: [x]}", Event::merge_request, true)));
  EXPECT_TRUE(is_interruptible(fitted("{script: [pip install --upgrade x]}", Event::branch, true)));
  EXPECT_FALSE(is_interruptible(fitted("{script: [x]}", Event::default_branch, true)));
  EXPECT_FALSE(is_interruptible(fitted("{script: [x]}", Event::tag, true)));
  EXPECT_FALSE(is_interruptible(fitted("{script: [x], interruptible: false}", Event::branch, true)));
}

TEST(FittedSettings, NeverStopWhatPublishesOrMigrates) {
  for (const auto* text :
       {"{script: [x], environment: {name: prod, action: prepare}}", "{script: [x], resource_group: r}",
        "{script: [x], release: {tag_name: v1}}", "{script: [x], pages: true}", "{trigger: g/p}",
        "{script: [[x], [uv publish]]}", "{script: ['docker push img']}", "{script: [x], after_script: [./Migrate.sh]}",
        "{script: [alembic upgrade head]}", "{run: [{name: a, script: twine upload}]}"})
    EXPECT_FALSE(is_interruptible(fitted(text, Event::branch, true))) << text;
  EXPECT_FALSE(is_interruptible(fitted("{script: [x]}", Event::branch, true, "db-migrate")));
  EXPECT_FALSE(is_interruptible(fitted("{script: [x]}", Event::branch, true, "pages")));
  EXPECT_FALSE(is_interruptible(fitted("{script: [x]}", Event::branch, true, "x", "release")));
}

TEST(FittedSettings, LeaveAloneWhatAnIncludeMaySay) {
  const auto* deploy = "{extends: .included, environment: prod}";
  EXPECT_EQ(fitted(deploy, Event::merge_request, true), settings(deploy));
}

TEST(FittedSettings, NeverDeployTwiceAtOnce) {
  const auto group = [](const char* text) {
    const auto with_group = fitted(text, Event::default_branch);
    const auto* found = with_group.find("resource_group");
    return found ? found->scalar : "";
  };
  EXPECT_EQ(group("{environment: prod/$MONOCI_SLUG}"), "prod/$MONOCI_SLUG");
  EXPECT_EQ(group("{environment: {name: prod, url: x}}"), "prod");
  EXPECT_EQ(group("{environment: prod, resource_group: mine}"), "mine");
  EXPECT_EQ(group("{environment: {name: prod, action: stop}}"), "");
  EXPECT_EQ(group("{script: [x]}"), "");
}

TEST(FittedSettings, ManualJobsAreWaitedForByNobody) {
  EXPECT_EQ(manual_settings(settings("{script: [x], when: on_success}")),
            settings("{script: [x], when: manual, allow_failure: true}"));
  EXPECT_EQ(manual_settings(settings("{rules: [{if: $A}, {if: $B, when: never}, {when: delayed, start_in: 1 day}]}")),
            settings("{rules: [{if: $A, when: manual, allow_failure: true}, {if: $B, when: never}, {when: manual, "
                     "allow_failure: true}]}"));
}

TEST(FittedSettings, ManualJobsStayManualHoweverTheirRulesCome) {
  const auto manual = [](const char* text) { return manual_settings(settings(text)); };
  EXPECT_EQ(manual("{rules: [[{if: $A}, [{if: $B, when: always}]], {when: never}]}"),
            settings("{rules: [{if: $A, when: manual, allow_failure: true}, {if: $B, when: manual, allow_failure: "
                     "true}, {when: never}]}"));
  EXPECT_EQ(manual("{rules: null, when: delayed, start_in: 1 hour}"),
            settings("{rules: null, when: manual, allow_failure: true}"));
  // What an include brings could start the job: a rule that offers it stands in its place.
  EXPECT_EQ(manual("{rules: [{if: $A, when: never}, [!reference [.x, rules]], {when: on_success}]}"),
            settings("{rules: [{if: $A, when: never}, {when: manual, allow_failure: true}]}"));
  EXPECT_EQ(manual("{rules: !reference [.x, rules]}"), settings("{rules: [{when: manual, allow_failure: true}]}"));
  EXPECT_EQ(manual("{extends: .x, when: on_success}"),
            settings("{extends: .x, rules: [{when: manual, allow_failure: true}], only: null, except: null, start_in: "
                     "null}"));
  EXPECT_EQ(manual("{extends: .x, trigger: g/p}"),
            settings("{extends: .x, trigger: g/p, rules: [{when: manual, allow_failure: true}], only: null, except: "
                     "null}"));
  EXPECT_EQ(manual("{extends: .x, rules: [{if: $A}]}"),
            settings("{extends: .x, rules: [{if: $A, when: manual, allow_failure: true}]}"));
  EXPECT_EQ(manual("{extends: .x, only: [main]}"),
            settings("{extends: .x, only: [main], when: manual, allow_failure: true, start_in: null}"));
  EXPECT_EQ(manual("{only: [main], when: delayed, start_in: 1 day}"),
            settings("{only: [main], when: manual, allow_failure: true}"));
}

TEST(FittedSettings, WithoutCheckoutFetchNothing) {
  EXPECT_EQ(without_checkout(settings("{script: [x]}")), settings("{script: [x], variables: {GIT_STRATEGY: none}}"));
  EXPECT_EQ(without_checkout(settings("{variables: {A: b, GIT_STRATEGY: clone}}")),
            settings("{variables: {A: b, GIT_STRATEGY: none}}"));
}

std::optional<NamedJob> named(const std::string& task) {
  if (task == "gone") return {};
  return NamedJob{"p:" + task, task == "fickle"};
}

struct WordsCase {
  const char *name, *settings, *expected;
};

class ProjectWords : public testing::TestWithParam<WordsCase> {};

TEST_P(ProjectWords, StandInThePlaceOfTheTemplates) {
  EXPECT_EQ(flat(project_words(settings(GetParam().settings),
                               {{"MONOCI_SLUG", "libs-io"}, {"MONOCI_PROJECT", "libs/io"}}, named)
                     .settings),
            flat(settings(GetParam().expected)));
}

INSTANTIATE_TEST_SUITE_P(
    Settings, ProjectWords,
    testing::Values(
        WordsCase{"NothingToSay", "{script: [$MONOCI_SLUG], image: $MONOCI_SLUG, cache: {key: a}}", "{}"},
        WordsCase{"Environment", "{environment: {name: prod/$MONOCI_SLUG, url: 'x/${MONOCI_SLUG}/$MONOCI_SLUG'}}",
                  "{environment: {name: prod/libs-io, url: 'x/libs-io/libs-io'}}"},
        WordsCase{"ResourceGroup", "{resource_group: $MONOCI_SLUG-x}", "{resource_group: libs-io-x}"},
        WordsCase{"LongerNamesAreOthers", "{resource_group: $MONOCI_SLUG_2$MONOCI_SLUG}",
                  "{resource_group: $MONOCI_SLUG_2libs-io}"},
        WordsCase{"Caches", "{cache: [{key: $MONOCI_SLUG, paths: [x]}, {key: b}]}",
                  "{cache: [{key: libs-io, paths: [x]}, {key: b}]}"},
        WordsCase{"Reports", "{artifacts: {paths: [a], reports: {junit: r/$MONOCI_SLUG.xml}}}",
                  "{artifacts: {paths: [a], reports: {junit: r/libs-io.xml}}}"},
        WordsCase{"PagesAndTags", "{pages: {path_prefix: $MONOCI_SLUG}, tags: [t-$MONOCI_SLUG, t]}",
                  "{pages: {path_prefix: libs-io}, tags: [t-libs-io, t]}"},
        WordsCase{"DirectoryInTheFilesOfACacheKey",
                  "{cache: [{key: {files: ['$MONOCI_PROJECT/uv.lock', '${MONOCI_PROJECT}/a', $MONOCI_PROJECTS/b], "
                  "prefix: $MONOCI_PROJECT}, paths: [$MONOCI_PROJECT/c]}]}",
                  "{cache: [{key: {files: [libs/io/uv.lock, libs/io/a, $MONOCI_PROJECTS/b], prefix: $MONOCI_PROJECT}, "
                  "paths: [$MONOCI_PROJECT/c]}]}"},
        WordsCase{"DirectoryInTheFilesOfOneCache", "{cache: {key: {files_commits: [$MONOCI_PROJECT/a]}}}",
                  "{cache: {key: {files_commits: [libs/io/a]}}}"},
        WordsCase{"DirectoryOfAnEnvironment", "{environment: prod/$MONOCI_PROJECT, resource_group: $MONOCI_PROJECT}",
                  "{environment: prod/libs/io, resource_group: libs/io}"},
        WordsCase{"DirectoryThatTheRunnerKnows",
                  "{artifacts: {paths: [$MONOCI_PROJECT/dist], reports: {junit: $MONOCI_PROJECT/j.xml}}}", "{}"},
        WordsCase{"Dependencies", "{dependencies: [build, gone]}", "{dependencies: ['p:build']}"},
        WordsCase{"OnStop", "{environment: {name: prod, on_stop: stop}}",
                  "{environment: {name: prod, on_stop: 'p:stop'}}"},
        WordsCase{"OnStopThatIsGone", "{environment: {name: prod, on_stop: gone}}", "{environment: {name: prod}}"},
        WordsCase{"NeedsInRules",
                  "{rules: [{if: $A, needs: [build, fickle, {job: gone}, {job: test, artifacts: false}]}]}",
                  "{rules: [{if: $A, needs: [{job: 'p:build'}, {job: 'p:fickle', optional: true}, {job: 'p:test', "
                  "artifacts: false}]}]}"},
        WordsCase{"RulesWithoutNeeds", "{rules: [{if: $A}]}", "{}"}),
    [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace monoci::gitlab_job_settings_test
