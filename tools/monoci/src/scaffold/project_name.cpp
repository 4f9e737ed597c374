#include "scaffold/project_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/quoted.hpp"
#include "ecosystem/uv/python_names.hpp"
#include "plan/slug.hpp"
#include "scaffold/name_forms.hpp"
#include "scaffold/reserved_names.hpp"
#include "scaffold/scaffold.hpp"

namespace monoci {

namespace {

constexpr std::size_t kLongest = 100;  // the directory occurs in every job's name, and GitLab takes 255 of those

// What tools look for under these names, and MONOCI_RUN's own word.
constexpr std::string_view kReserved[] = {"all",  "bin",   "build", "dist",          "doc",   "docs", "env",
                                          "root", "setup", "src",   "site-packages", "tests", "test", "venv"};

template <class Table>
bool is_in(const Table& table, std::string_view name) {
  return std::ranges::find(table, name) != std::end(table);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (auto& each : result) each = static_cast<char>(std::tolower(static_cast<unsigned char>(each)));
  return result;
}

class NameCheck {
 public:
  NameCheck(const WantedProject& wanted, const Workspace& workspace, Diagnostics& problems)
      : wanted_(wanted), workspace_(workspace), problems_(problems) {}

  void run() {
    const bool good = has_good_letters(wanted_.name);
    if (wanted_.package != wanted_.name && !has_good_letters(wanted_.package)) return;
    if (!good) return;
    check_directory();
    check_package();
    for (const auto& [id, project] : workspace_.projects) check_against(project);
    check_slug();
  }

 private:
  bool has_good_letters(const std::string& name);
  void check_directory();
  void check_package();
  void check_language();
  void check_against(const Project& other);
  void check_slug();
  void refuse(const std::string& name, std::string_view why, std::string hint) {
    problems_.error(fmt::format("`{}` is no name for a project: {}", quoted_if_odd(name), why), {}, std::move(hint));
  }
  void refuse_package(std::string_view why, std::string hint) { refuse(wanted_.package, why, std::move(hint)); }

  const WantedProject& wanted_;
  const Workspace& workspace_;
  Diagnostics& problems_;
};

bool NameCheck::has_good_letters(const std::string& name) {
  const auto proposal = kebab(name);
  const auto hint = is_package_name(proposal) && std::isalpha(static_cast<unsigned char>(proposal[0])) != 0
                        ? fmt::format("`{}` would do", proposal)
                        : "`trade-aggregates`, for instance";
  if (name.empty())
    refuse(name, "it is empty", hint);
  else if (name.size() > kLongest)
    refuse(name, fmt::format("it is longer than {} letters", kLongest), "it is a part of every path, job and report");
  else if (!is_package_name(name))
    refuse(name, "letters and digits of ASCII, with `-`, `_` and `.` between them, make a name (PEP 503)", hint);
  else if (std::isalpha(static_cast<unsigned char>(name[0])) == 0)
    refuse(name, "no module and no namespace can begin with a digit", "begin with a letter");
  else
    return true;
  return false;
}

void NameCheck::check_directory() {
  const auto name = lower(wanted_.name);
  if (is_device_name(name))
    return refuse(wanted_.name, "Windows has a device of that name", "choose another: somebody will clone it there");
  if (name.ends_with(".git") || name.ends_with(".lock"))
    refuse(wanted_.name, "git keeps such names to itself", fmt::format("`{}` would do", kebab(name)));
}

void NameCheck::check_package() {
  const auto name = normalised_name(wanted_.package);
  if (is_in(kReserved, name))
    return refuse_package("tools expect something else under it",
                          fmt::format("`{0}-tools`, for instance, or `--package {0}-tools` alone", name));
  check_language();
}

void NameCheck::check_language() {
  const auto word = snake(normalised_name(wanted_.package));
  const auto hint = fmt::format("`{}-data`, for instance", normalised_name(wanted_.package));
  if (wanted_.ecosystem == kCMake) {
    if (is_cpp_keyword(word)) return refuse_package(fmt::format("`{}` is a word of C++", word), hint);
    if (is_cmake_target(word)) return refuse_package(fmt::format("CMake has a target `{}` of its own", word), hint);
    if (is_c_name(word)) refuse_package(fmt::format("C has a `{}`, so no namespace can be called so", word), hint);
    return;
  }
  if (is_python_keyword(word)) return refuse_package(fmt::format("`{}` is a word of Python", word), hint);
  if (is_standard_module(word))
    refuse_package(fmt::format("its module `{}` would hide the one of Python's standard library", word), hint);
}

void NameCheck::check_against(const Project& other) {
  const auto where = quoted_if_odd(other.id.str());
  if (normalised_name(other.name) == normalised_name(wanted_.package) ||
      (!other.package.empty() && normalised_name(other.package) == normalised_name(wanted_.package)))
    return refuse_package(fmt::format("`{}` is called so", where),
                          "names are the same whatever their case, `-`, `_` and `.`");
  if (lower(other.id.str()) == lower(wanted_.directory.str()))
    refuse(wanted_.name, fmt::format("`{}` differs in case alone", where), "not every file system keeps them apart");
}

void NameCheck::check_slug() {
  std::vector<ProjectId> ids{{wanted_.directory}};
  const auto alone = slugs(ids).begin()->second;
  for (const auto& [id, project] : workspace_.projects)
    if (id != ids.front() && lower(id.str()) != lower(wanted_.directory.str()) && slugs({id}).begin()->second == alone)
      refuse(wanted_.name, fmt::format("`{}` has the slug `{}` in CI too", quoted_if_odd(id.str()), alone),
             "environments and report files could not be told apart");
}

}  // namespace

void check_project_name(const WantedProject& wanted, const Workspace& workspace, Diagnostics& problems) {
  NameCheck(wanted, workspace, problems).run();
}

}  // namespace monoci
