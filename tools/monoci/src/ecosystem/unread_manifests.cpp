#include "ecosystem/unread_manifests.hpp"

#include <algorithm>

namespace monoci {

namespace {

constexpr UnreadManifest kUnread[] = {
    {"Cargo.toml", "Cargo"},        {"go.mod", "Go"},          {"package.json", "npm"},
    {"deno.json", "Deno"},          {"pom.xml", "Maven"},      {"build.gradle", "Gradle"},
    {"build.gradle.kts", "Gradle"}, {"build.sbt", "sbt"},      {"CMakeLists.txt", "CMake"},
    {"meson.build", "Meson"},       {"MODULE.bazel", "Bazel"}, {"WORKSPACE", "Bazel"},
    {"composer.json", "Composer"},  {"Gemfile", "Bundler"},    {"mix.exs", "Mix"},
    {"Package.swift", "Swift"},     {"pubspec.yaml", "Dart"},  {"setup.py", "setuptools"},
    {"Pipfile", "Pipenv"},          {"pixi.toml", "pixi"},     {"setup.cfg", "setuptools", "[metadata]", "setup.py"},
};

constexpr std::string_view kFetched[] = {"node_modules", "vendor", "third_party", "site-packages"};

}  // namespace

std::span<const UnreadManifest> unread_manifest_names() { return kUnread; }

const UnreadManifest* unread_manifest_of(std::string_view file_name) {
  const auto* const found = std::ranges::find(kUnread, file_name, &UnreadManifest::file_name);
  return found == std::end(kUnread) ? nullptr : found;
}

bool holds_fetched_code(std::string_view directory_name) {
  return std::ranges::find(kFetched, directory_name) != std::end(kFetched);
}

}  // namespace monoci
