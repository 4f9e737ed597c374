#include <gtest/gtest.h>

#include <sstream>

#include "cli/question.hpp"

namespace monoci::cli_question_test {
namespace {

struct Dialogue {
  explicit Dialogue(const std::string& typed) : in(typed) {}

  std::istringstream in;
  std::ostringstream out, err;
  Console console{out, err};
  Context context{{}, {}, console, &in};
};

TEST(Question, TakesTheLineThatWasTyped) {
  Dialogue dialogue("  my-lib \nnext\n");
  EXPECT_EQ(ask(dialogue.context, "Name?"), "my-lib");
  EXPECT_EQ(dialogue.err.str(), "Name? ");
  EXPECT_EQ(dialogue.out.str(), "");
}

TEST(Question, DoesNotSteerTheTerminal) {
  Dialogue dialogue("x\n");
  ask(dialogue.context, "Name \x1b[2J\r\n\u202e\u009b of it?");
  EXPECT_EQ(dialogue.err.str().find_first_of("\x1b\r\n"), std::string::npos);
  EXPECT_EQ(dialogue.err.str().find("\u202e"), std::string::npos);
  EXPECT_EQ(dialogue.err.str().find("\u009b"), std::string::npos);
  EXPECT_TRUE(dialogue.err.str().starts_with("Name "));
}

TEST(Question, HasNoAnswerAtTheEndOfTheInput) {
  Dialogue dialogue("");
  EXPECT_EQ(ask(dialogue.context, "Name?"), std::nullopt);
}

TEST(Question, IsNotAskedInScripts) {
  Dialogue dialogue("yes\n");
  dialogue.context.answers = nullptr;
  EXPECT_EQ(ask(dialogue.context, "Name?"), std::nullopt);
  EXPECT_FALSE(ask_yes_or_no(dialogue.context, "Write them?"));
  EXPECT_EQ(dialogue.err.str(), "");
}

TEST(Question, IsRepeatedUntilTheAnswerIsYesOrNo) {
  Dialogue dialogue("what\n\nyes\n");
  EXPECT_TRUE(ask_yes_or_no(dialogue.context, "Write them?"));
  EXPECT_EQ(dialogue.err.str(), "Write them? [y/n] Write them? [y/n] Write them? [y/n] ");
}

TEST(Question, TakesSilenceForNo) {
  Dialogue dialogue("perhaps\n");
  EXPECT_FALSE(ask_yes_or_no(dialogue.context, "Write them?"));
}

}  // namespace
}  // namespace monoci::cli_question_test
