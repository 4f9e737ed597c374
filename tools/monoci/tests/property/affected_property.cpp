// The fast answer and the definition are two programs; on whatever happens they say the same.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "property/affected_definition.hpp"
#include "support/random_files.hpp"
#include "support/workspace_text.hpp"

namespace monoci::affected_property_test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string told(const Files& files) {
  std::string text;
  for (const auto& [path, content] : files) {
    text += path + (content.type == EntryType::file ? " =\n" + content.text : " -> " + content.text) + "\n";
  }
  return text;
}

std::string told(const Affected& affected) {
  std::string text;
  for (const auto& [id, project] : affected.projects) {
    text += id.str() + "\n";
    for (const auto& reason : reasons_of(affected, project)) text += "  " + to_text(reason) + "\n";
  }
  return text;
}

std::string told(const std::set<ProjectId>& projects) {
  std::string text;
  for (const auto& id : projects) text += id.str() + " ";
  return text;
}

DefinedAnswer answer(const Affected& affected) {
  DefinedAnswer result;
  for (const auto& [id, project] : affected.projects) result.affected.insert(id);
  for (const auto& [id, project] : affected.deleted) result.deleted.insert(id);
  for (const auto& [id, project] : affected.left) result.left.insert(id);
  return result;
}

TEST(AffectedProperty, EqualsTheDefinition) {
  EXPECT_TRUE(rc::check("affected_projects equals a comparison of all inputs", [] {
    const Files before = random_files();
    const Files after = *rc::gen::weightedElement<bool>({{1, true}, {4, false}}) ? random_files() : edited(before);
    const auto base = read(before);
    const auto head = read(after);
    const auto found = compare(before, after);
    const auto fast = answer(found);
    const auto literal = answer_by_definition({before, base.workspace}, {after, head.workspace});
    RC_LOG(told(before) + "-----\n" + told(after) + "-----\n" + told(found) + "by definition: " +
           told(literal.affected) + "\ndeleted: " + told(literal.deleted) + "\nleft: " + told(literal.left));
    RC_CLASSIFY(!literal.affected.empty() && literal.affected.size() < head.workspace.projects.size(), "some affected");
    RC_ASSERT(fast == literal);
  }));
}

// Cases that chance found.
DefinedAnswer answer_of_both(const Files& before, const Files& after) {
  const auto base = read(before);
  const auto head = read(after);
  const auto fast = answer(compare(before, after));
  EXPECT_EQ(fast, answer_by_definition({before, base.workspace}, {after, head.workspace}));
  return fast;
}

const ProjectId kA{at("a")};

TEST(AffectedDefinition, TellsProjectsThatLeftFromThoseThatAreGone) {
  const Files before = {{"pyproject.toml", root({"*"})}, {"a/pyproject.toml", package("a")}, {"a/x.py", "1"}};
  const auto only_left = answer_of_both(before, with(before, {{"a/pyproject.toml", gone()}}));
  EXPECT_THAT(only_left.left, ElementsAre(kA));
  EXPECT_THAT(only_left.deleted, IsEmpty());
  const auto all_gone = answer_of_both(before, with(before, {{"a/pyproject.toml", gone()}, {"a/x.py", gone()}}));
  EXPECT_THAT(all_gone.left, IsEmpty());
  EXPECT_THAT(all_gone.deleted, ElementsAre(kA));
}

TEST(AffectedDefinition, CountsWhatIsIgnoredWhereTheProjectItselfDeclaresIt) {
  const Files before = {{"monoci.yaml", "version: 1\ninputs: { ignore: [\"*/in\"] }\n"},
                        {"pyproject.toml", root({"*"})},
                        {"a/pyproject.toml", package("a", {}, "[tool.monoci]\ninputs = [\"./in/*.py\"]\n")},
                        {"a/in/x.py", "1"},
                        {"a/in/z", "1"}};
  EXPECT_THAT(answer_of_both(before, with(before, {{"a/in/x.py", "2"}})).affected, ElementsAre(kA));
  EXPECT_THAT(answer_of_both(before, with(before, {{"a/in/x.py", gone()}})).affected, ElementsAre(kA));
  EXPECT_THAT(answer_of_both(before, with(before, {{"a/in/z", "2"}})).affected, IsEmpty());
}

// Another source leads there still, so that no edge is lost.
TEST(AffectedDefinition, CountsALinkThatLedFromASourceToAProjectAndIsGone) {
  const auto sources = "[tool.uv.sources]\nc = { path = \"../shared\" }\ns = { path = \"../lnk\" }\n";
  const Files before = {{"pyproject.toml", root({"a"})},
                        {"a/pyproject.toml", package("a", {"c", "s"}, sources)},
                        {"lnk", link("shared")},
                        {"shared/x.py", "1"}};
  EXPECT_THAT(answer_of_both(before, with(before, {{"lnk", gone()}})).affected, ElementsAre(kA));
  EXPECT_THAT(answer_of_both(with(before, {{"lnk", gone()}}), before).affected, ElementsAre(kA));
}

TEST(AffectedProperty, AChangeAndItsRevertAffectNothing) {
  EXPECT_TRUE(rc::check("equal trees", [] {
    const Files files = random_files();
    const auto answer = compare(files, files);
    RC_ASSERT(answer.projects.empty() || !answer.widened.empty());
    RC_ASSERT(answer.deleted.empty() && answer.left.empty());
  }));
}

TEST(AffectedProperty, EveryChainLeadsToAReason) {
  EXPECT_TRUE(rc::check("chains", [] {
    const Files before = random_files();
    const auto answer = compare(before, edited(before));
    for (const auto& [id, project] : answer.projects) {
      RC_ASSERT((project.reasons.empty() || concerns_jobs_alone(project)) >= project.towards.has_value());
      RC_ASSERT(!project.reasons.empty() || project.towards);
      RC_ASSERT(reasons_of(answer, project).size() == count_reasons(answer, project));
      auto at_now = id;
      for (const auto* edge : chain_of(answer, project)) {
        RC_ASSERT(edge->from.project == at_now);
        at_now = edge->to.project;
      }
      const auto end = answer.projects.find(at_now);
      RC_ASSERT(answer.deleted.contains(at_now) || answer.left.contains(at_now) ||
                (end != answer.projects.end() && !end->second.reasons.empty()));
    }
  }));
}

}  // namespace
}  // namespace monoci::affected_property_test
