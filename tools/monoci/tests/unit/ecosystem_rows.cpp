// What every row of the table of ecosystems must bring along, so that a new one cannot forget it.
#include <gtest/gtest.h>

#include <set>

#include "ecosystem/ecosystem.hpp"

namespace monoci::ecosystem_rows_test {
namespace {

TEST(EcosystemRows, AreComplete) {
  std::set<std::string_view> names, manifests;
  for (const auto& row : ecosystems()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_EQ(ecosystem_named(row.name), &row);
    EXPECT_FALSE(row.manifest_files.empty()) << row.name;
    EXPECT_NE(row.read_manifest, nullptr) << row.name;
    EXPECT_NE(row.targets_of, nullptr) << row.name;
    EXPECT_NE(row.path_text, nullptr) << row.name;
    EXPECT_TRUE(row.writing == nullptr || row.writing->manifest_file == row.manifest_files.front()) << row.name;
    EXPECT_EQ(row.lock_files.empty(), row.read_lock == nullptr) << row.name;
    for (const auto file : row.manifest_files) {
      EXPECT_TRUE(manifests.insert(file).second) << file << " is a manifest of two rows";
      EXPECT_EQ(ecosystem_of_manifest(file), &row);
      EXPECT_TRUE(is_read(file)) << file;
    }
    for (const auto file : row.companion_files) EXPECT_TRUE(is_read(file)) << file;
    for (const auto file : row.lock_files) EXPECT_TRUE(is_read(file)) << file;
  }
}

TEST(EcosystemRows, AnswerForATextThatMeansNothing) {
  for (const auto& row : ecosystems()) {
    for (const auto* text : {"", "\xff", "[", "{", "- 1", "name = 1", "name: [1, {"}) {
      Diagnostics problems;
      const auto manifest = row.read_manifest({{"a/" + std::string(row.manifest_files.front()), text}}, problems);
      EXPECT_TRUE(manifest || problems.has_errors()) << row.name << ": " << text;
      const auto lock = row.read_lock != nullptr ? row.read_lock({"uv.lock", text}) : Result<Lock>();
      EXPECT_TRUE(lock || !lock.error().what.empty()) << row.name << ": " << text;
    }
  }
}

}  // namespace
}  // namespace monoci::ecosystem_rows_test
