#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "render/findings.hpp"
#include "support/json_schema.hpp"

namespace monoci::render_findings_test {
namespace {

using testing::IsEmpty;

Finding finding(Spot where, std::string what = "it is wrong", Severity severity = Severity::warning) {
  return {"links", {severity, std::move(what), std::move(where), "mend it"}};
}

std::string fingerprint(const Finding& one) {
  return nlohmann::json::parse(render_findings_code_quality({one}, {}))[0]["fingerprint"];
}

TEST(FindingsText, NamesTheCheckBehindWhatIsWrong) {
  EXPECT_EQ(render_findings_text({finding({"a/x", 3, 1}), finding({"b"}, "bad", Severity::error)}, {}),
            "a/x:3:1: warning: it is wrong [links]\n"
            "  hint: mend it\n"
            "b: error: bad [links]\n"
            "  hint: mend it\n"
            "1 error, 1 warning\n");
  EXPECT_EQ(render_findings_text({}, {}), "no findings\n");
}

TEST(CodeQuality, AgreesWithItsSchema) {
  const auto json =
      render_findings_code_quality({finding({"a/\xFF", 3, 1}, "\x01\xFF"), finding({"b"}, "bad", Severity::error)}, {});
  EXPECT_THAT(schema_faults(json, "codequality"), IsEmpty());
  const auto report = nlohmann::json::parse(json);
  EXPECT_EQ(report[0]["location"]["lines"]["begin"], 3);
  EXPECT_EQ(report[0]["severity"], "minor");
  EXPECT_EQ(report[1]["location"]["lines"]["begin"], 1);
  EXPECT_EQ(report[1]["severity"], "major");
  EXPECT_EQ(report[1]["description"], "bad. Hint: mend it");
  EXPECT_EQ(render_findings_code_quality({}, {}), "[]\n");
}

TEST(CodeQuality, FingerprintsHangOnWhatIsWrongAndNotOnTheLine) {
  EXPECT_EQ(fingerprint(finding({"a", 3, 1})), fingerprint(finding({"a", 7, 2})));
  EXPECT_NE(fingerprint(finding({"a", 3, 1})), fingerprint(finding({"b", 3, 1})));
  EXPECT_NE(fingerprint(finding({"a", 3, 1})), fingerprint(finding({"a", 3, 1}, "it is bad")));
}

TEST(CodeQuality, FingerprintsOfTwoFindingsDiffer) {
  const auto report =
      nlohmann::json::parse(render_findings_code_quality({finding({"a", 3, 1}), finding({"a", 7, 1})}, {}));
  EXPECT_NE(report[0]["fingerprint"], report[1]["fingerprint"]);
}

}  // namespace
}  // namespace monoci::render_findings_test
