// A lock says the same to both of its readers. The one that knows uv's layout reads what uv writes, and gives up what
// the grammar of TOML would refuse.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <iterator>

#include "ecosystem/uv/uv_lock_layout.hpp"
#include "support/source_directory.hpp"

namespace monoci::uv_lock_readers_test {
namespace {

std::string or_dash(LockText text) { return text == nullptr ? "-" : *text; }

std::string written(const Spot& spot) { return fmt::format("{}:{}:{}", spot.file.str(), spot.line, spot.column); }

// All that a lock keeps.
std::string told(const std::vector<LockedTable>& tables) {
  std::string told;
  for (const auto& table : tables) {
    told += fmt::format("  {} {}\n", static_cast<int>(table.holder), or_dash(table.name));
    for (const auto& each : table.requirements) {
      told += fmt::format("    {} {} {} {} {}", or_dash(each.name), or_dash(each.version), or_dash(each.source),
                          or_dash(each.marker), written(each.spot));
      for (const auto* extra : each.extras) told += " " + *extra;
      told += "\n";
    }
  }
  return told;
}

std::string told(const Lock& lock) {
  auto all = told(lock.root_groups);
  for (const auto& package : lock.packages) {
    all += fmt::format("{} {} {} {} {} {}\n", or_dash(package.name), or_dash(package.version), or_dash(package.source),
                       or_dash(package.path), written(package.spot), fmt::join(package.archives, ","));
    all += told(package.tables);
  }
  return all;
}

rc::Gen<std::string> piece(std::vector<std::string> pieces) { return rc::gen::elementOf(std::move(pieces)); }

// Each with a line of its own.
std::string list_of(const std::string& key, const std::vector<std::string>& items) {
  std::string text = key + " = [\n";
  for (const auto& item : items) text += "    " + item + ",\n";
  return text + "]\n";
}

std::vector<std::string> some(const std::vector<std::string>& pieces) {
  std::vector<std::string> chosen;
  for (const auto& each : pieces)
    if (*rc::gen::arbitrary<bool>()) chosen.push_back(each);
  return chosen;
}

const std::vector<std::string> kRequirements = {
    R"({ name = "idna" })", R"({ name = "typing-extensions", marker = "python_full_version < '3.13'" })",
    R"({ name = "numpy", version = "2.4.6", source = { registry = "https://index.example.com/simple" } })",
    R"({ name = "app", extra = ["cli", "x-y"], marker = "extra == 'a' and '''" })",
    R"({ name = "g", source = { git = "https://x/y?rev=v1#0123", subdirectory = "z" } })"};
const std::vector<std::string> kSources = {"", "source = { registry = \"https://index.example.com/simple\" }\n",
                                           "source = { editable = \"libs/a\" }\n", "source = { virtual = \".\" }\n",
                                           "source = { url = \"https://x/a.whl\", subdirectory = \"b\" }\n"};
const std::vector<std::string> kArchives = {
    R"({ url = "https://x/a-1-py3-none-any.whl", hash = "sha256:00ff", size = 120, upload-time = "2026-01-02T03:04:05Z" })",
    R"({ path = "a.whl", hash = "sha256:0a" })", R"({ filename = "a.tar.gz" })", R"({ size = 3 })"};

void add_tables(std::string& text, const std::string& header, const std::vector<std::string>& keys,
                const std::vector<std::string>& items) {
  if (*rc::gen::arbitrary<bool>()) return;
  text += "\n[package." + header + "]\n";
  for (const auto& key : some(keys)) text += *rc::gen::arbitrary<bool>() ? key + " = []\n" : list_of(key, some(items));
}

std::string random_package() {
  std::string text = "[[package]]\nname = \"" + *piece({"a", "my-lib", "My.Lib", "x_y"}) + "\"\n";
  text += *piece({"", "version = \"1.0\"\n", "version = \"2!1.0+local\"\n"});
  text += *rc::gen::elementOf(kSources);
  text += *piece({"", list_of("resolution-markers", {"\"python_full_version >= '3.13'\"", "\"x\""})});
  text += *piece({"", "default-groups = [\"dev\"]\n", "a-key-to-come = { b = [1, true] }\n"});
  if (*rc::gen::arbitrary<bool>()) text += list_of("dependencies", some(kRequirements));
  if (*rc::gen::arbitrary<bool>()) text += "sdist = " + *rc::gen::elementOf(kArchives) + "\n";
  if (*rc::gen::arbitrary<bool>()) text += list_of("wheels", some(kArchives));
  add_tables(text, "optional-dependencies", {"all", "b-c", "d"}, kRequirements);
  add_tables(text, "dev-dependencies", {"dev", "test"}, kRequirements);
  if (*rc::gen::arbitrary<bool>()) {
    text += "\n[package.metadata]\n" + *piece({"", list_of("requires-dist", {R"({ name = "a", specifier = ">=1" })"})});
    text += *piece({"", "provides-extras = [\"all\", \"d\"]\n"});
    add_tables(text, "metadata.requires-dev", {"dev", "test"}, {R"({ name = "b" })"});
  }
  return text;
}

std::string random_lock() {
  std::string text = "version = 1\nrevision = 3\nrequires-python = \">=3.12\"\n\n";
  text += *piece({"", "[manifest]\nmembers = [\n    \"a\",\n]\n\n",
                  "[manifest.dependency-groups]\ndev = [\n    { name = \"Ruff\", extras = [\"x\"], specifier = \">=1\" "
                  "},\n]\n\n"});
  for (int left = *rc::gen::inRange(1, 5); left > 0; --left) text += random_package() + (left > 1 ? "\n" : "");
  return text;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines{""};
  for (const char letter : text) {
    lines.back() += letter;
    if (letter == '\n') lines.emplace_back();
  }
  return lines;
}

// What conflicts, slips and other writers make of it.
std::string damaged(const std::string& text) {
  auto lines = lines_of(text);
  const auto line = [&] { return *rc::gen::inRange<std::size_t>(0, lines.size()); };
  for (int left = *rc::gen::inRange(1, 4); left > 0; --left) {
    const auto at = line();
    auto& hit = lines[at];
    switch (*rc::gen::inRange(0, 5)) {
      case 0:
        hit.clear();
        break;
      case 1:
        std::swap(hit, lines[line()]);
        break;
      case 2:
        hit += std::string(hit);
        break;
      case 3:
        hit = *piece({"<<<<<<< HEAD\n", "# note\n", "[package.metadata]\n", "[x]\n", "name = \"b\"\n", "\r\n"});
        break;
      default:
        hit.insert(*rc::gen::inRange<std::size_t>(0, hit.size() + 1),
                   *piece({"\"", "'", "[", "]", "{ ", " }", ",", "\n", "0", "a", "\\", "\t", "é", " = ", "    ",
                           "\"\"\"", "'''"}));
    }
  }
  std::string joined;
  for (const auto& each : lines) joined += each;
  return joined;
}

RC_GTEST_PROP(UvLockReaders, TheLayoutOfUvIsReadAsItsTomlIs, ()) {
  const auto text = random_lock();
  const auto by_layout = read_uv_lock_layout({"uv.lock", text});
  const auto by_toml = read_uv_lock_toml({"uv.lock", text});
  RC_ASSERT(by_toml.has_value());
  RC_ASSERT(by_layout.has_value());
  RC_ASSERT(told(*by_layout) == told(*by_toml));
}

RC_GTEST_PROP(UvLockReaders, WhatTheLayoutAllowsTomlDoes, ()) {
  const auto text = damaged(random_lock());
  const auto by_layout = read_uv_lock_layout({"uv.lock", text});
  if (!by_layout) return;
  const auto by_toml = read_uv_lock_toml({"uv.lock", text});
  if (!by_toml) RC_FAIL(to_text(by_toml.error()) + "\n" + text);
  RC_ASSERT(told(*by_layout) == told(*by_toml));
}

// What only looks like the layout: the grammar of TOML has the word.
TEST(UvLockReaders, TheLayoutIsGivenUpAtWhatUvWouldNotWrite) {
  const std::string head = "version = 1\n\n[[package]]\nname = \"a\"\n";
  ASSERT_TRUE(read_uv_lock_layout({"uv.lock", head}));
  for (const std::string rest : {R"(version = "1\u002e0")",
                                 "version = \"1\xc3\xa9\"",
                                 "version = \"1\t0\"",
                                 "version = '1'",
                                 "version = \"\"\"1\"\"\"",
                                 "version = \"1\n0\"",
                                 "name = \"b\"",
                                 "size = 01",
                                 "size = 1_000",
                                 "a.b = 1",
                                 "size = 1 # note",
                                 "source = { registry = \"a\", registry = \"b\" }",
                                 "source = \"registry+a\"",
                                 "metadata = { a = 1 }\n\n[package.metadata]",
                                 "dependencies = [{ name = \"b\" }]",
                                 "dependencies = [\n    { name = \"b\" }\n]",
                                 "dependencies = [\n    { version = \"1\" },\n]",
                                 "[package.other]",
                                 "[package.optional-dependencies]\nb = []\na = []",
                                 "[package.metadata]\n\n[package.optional-dependencies]",
                                 "[[other]]"})
    EXPECT_FALSE(read_uv_lock_layout({"uv.lock", head + rest + "\n"})) << rest;
  EXPECT_FALSE(read_uv_lock_layout({"uv.lock", head.substr(0, head.size() - 1)})) << "no end of the last line";
  EXPECT_FALSE(read_uv_lock_layout({"uv.lock", "version = 2" + head.substr(11)})) << "another version";
  EXPECT_FALSE(read_uv_lock_layout({"uv.lock", "package = 1\n" + head})) << "a head that says it already";
}

// The lock that uv wrote for this repository: did uv change its layout, each lock would be read the slow way.
TEST(UvLockReaders, TheLockOfThisRepositoryHasTheLayout) {
  std::ifstream file(monoci_testing::source_directory() / "uv.lock", std::ios::binary);
  const SourceText source{"uv.lock", std::string(std::istreambuf_iterator<char>(file), {})};
  const auto by_layout = read_uv_lock_layout(source);
  ASSERT_TRUE(by_layout);
  EXPECT_GT(by_layout->packages.size(), 100U);
  const auto by_toml = read_uv_lock_toml(source);
  ASSERT_TRUE(by_toml) << to_text(by_toml.error());
  EXPECT_EQ(told(*by_layout), told(*by_toml));
}

}  // namespace
}  // namespace monoci::uv_lock_readers_test
