#include <gtest/gtest.h>

#include <string>

#include "base/diagnostic.hpp"
#include "base/utf8.hpp"

namespace monoci::base_diagnostic_test {
namespace {

TEST(Diagnostic, SaysWhereWhatAndHowToFix) {
  EXPECT_EQ(
      to_text({Severity::error, "there is no `io-cor`", Spot{"a/pyproject.toml", 7, 3}, "did you mean `io-core`?"}),
      "a/pyproject.toml:7:3: error: there is no `io-cor`\n  hint: did you mean `io-core`?");
}

TEST(Diagnostic, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(to_text({Severity::warning, "odd", Spot{"a", 7, 0}, ""}), "a:7: warning: odd");
  EXPECT_EQ(to_text({Severity::warning, "odd", Spot{"a", 0, 3}, ""}), "a: warning: odd");
  EXPECT_EQ(to_text({Severity::error, "bad", std::nullopt, ""}), "error: bad");
}

TEST(Diagnostic, OfALongNameKeepsItsSentence) {
  const auto told = [](const std::string& name) {
    return to_text({.what = "`" + name + "` is no path", .where = {}, .hint = ""});
  };
  const auto text = told(std::string(100'000, 'a'));
  EXPECT_LT(text.size(), 1100U);
  EXPECT_TRUE(text.starts_with("error: `aaa")) << text;
  EXPECT_TRUE(text.ends_with("aaa` is no path")) << text;
  EXPECT_NE(text.find("(99013 bytes left out)"), std::string::npos) << text;
  std::string wide;
  for (int i = 0; i < 50'000; ++i) wide += "é";
  EXPECT_EQ(first_not_utf8(told(wide)), std::nullopt);
  EXPECT_EQ(told(std::string(1400, 'a')).find("left out"), std::string::npos);
}

TEST(Diagnostics, AreToldByPlaceAndOnce) {
  Diagnostics problems;
  problems.error("third", Spot{"b", 1, 1});
  problems.warning("second", Spot{"a", 10, 1});
  problems.warning("first", Spot{"a", 9, 1});
  problems.warning("first", Spot{"a", 9, 1});
  std::string told;
  for (const auto& each : problems.sorted()) told += each.what + " ";
  EXPECT_EQ(told, "first second third ");
}

TEST(Diagnostics, OfOneKindAreToldUpToAHundredAndCounted) {
  Diagnostics problems, others;
  for (int line = 1; line <= 150000; ++line)
    problems.error("unknown key `" + std::to_string(line) + "`", Spot{"a", line, 1});
  problems.error("another", Spot{"a", 7, 1});
  problems.error("unknown key `x`", Spot{"b", 1, 1});
  others.append(problems);
  others.append(problems);  // the same once more is not more
  const auto told = others.sorted();
  ASSERT_EQ(told.size(), 103u);
  EXPECT_EQ(told[100].what, "unknown key `100`");
  EXPECT_EQ(told[101].what, "and 149900 more of this kind");
  EXPECT_EQ(told[102].where->file, "b");
}

TEST(Diagnostics, WarningsAreNoErrors) {
  Diagnostics problems;
  EXPECT_TRUE(problems.empty());
  problems.warning("odd");
  EXPECT_FALSE(problems.has_errors());
  Diagnostics others;
  others.error("bad");
  problems.append(others);
  EXPECT_TRUE(problems.has_errors());
}

}  // namespace
}  // namespace monoci::base_diagnostic_test
