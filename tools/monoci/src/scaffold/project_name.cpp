#include "scaffold/project_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/quoted.hpp"
#include "manifest/python_names.hpp"
#include "plan/slug.hpp"
#include "scaffold/cpp_words.hpp"
#include "scaffold/device_names.hpp"
#include "scaffold/name_forms.hpp"
#include "scaffold/python_words.hpp"

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
      : wanted_(wanted), workspace_(workspace), problems_(problems), shown_(quoted_if_odd(wanted.name)) {}

  void run() {
    if (!has_good_letters()) return;
    check_words();
    check_language();
    for (const auto& [id, project] : workspace_.projects) check_against(project);
    check_slug();
  }

 private:
  bool has_good_letters();
  void check_words();
  void check_language();
  void check_against(const Project& other);
  void check_slug();
  void refuse(std::string_view why, std::string hint) {
    problems_.error(fmt::format("`{}` is no name for a project: {}", shown_, why), {}, std::move(hint));
  }

  const WantedProject& wanted_;
  const Workspace& workspace_;
  Diagnostics& problems_;
  std::string shown_;
};

bool NameCheck::has_good_letters() {
  const auto proposal = kebab(wanted_.name);
  const auto hint = is_package_name(proposal) && std::isalpha(static_cast<unsigned char>(proposal[0])) != 0
                        ? fmt::format("`{}` would do", proposal)
                        : "`trade-aggregates`, for instance";
  if (wanted_.name.empty())
    refuse("it is empty", hint);
  else if (wanted_.name.size() > kLongest)
    refuse(fmt::format("it is longer than {} letters", kLongest), "it is a part of every path, job and report");
  else if (!is_package_name(wanted_.name))
    refuse("letters and digits of ASCII, with `-`, `_` and `.` between them, make a name (PEP 503)", hint);
  else if (std::isalpha(static_cast<unsigned char>(wanted_.name[0])) == 0)
    refuse("no module and no namespace can begin with a digit", "begin with a letter");
  else
    return true;
  return false;
}

void NameCheck::check_words() {
  const auto name = lower(wanted_.name);
  if (is_device_name(name))
    return refuse("Windows has a device of that name", "choose another: somebody will clone it there");
  if (is_in(kReserved, normalised_name(name)))
    refuse("tools expect something else under it", fmt::format("`{}-tools`, for instance", normalised_name(name)));
  if (name.ends_with(".git") || name.ends_with(".lock"))
    refuse("git keeps such names to itself", fmt::format("`{}` would do", kebab(name)));
}

void NameCheck::check_language() {
  const auto word = snake(normalised_name(wanted_.name));
  const auto hint = fmt::format("`{}-data`, for instance", normalised_name(wanted_.name));
  if (wanted_.ecosystem == "cmake") {
    if (is_cpp_keyword(word)) return refuse(fmt::format("`{}` is a word of C++", word), hint);
    if (is_cmake_target(word)) return refuse(fmt::format("CMake has a target `{}` of its own", word), hint);
    if (is_c_name(word)) refuse(fmt::format("C has a `{}`, so no namespace can be called so", word), hint);
    return;
  }
  if (is_python_keyword(word)) return refuse(fmt::format("`{}` is a word of Python", word), hint);
  if (is_standard_module(word))
    refuse(fmt::format("its module `{}` would hide the one of Python's standard library", word), hint);
}

void NameCheck::check_against(const Project& other) {
  const auto where = quoted_if_odd(other.id.str());
  if (normalised_name(other.name) == normalised_name(wanted_.name) ||
      (!other.package.empty() && normalised_name(other.package) == normalised_name(wanted_.name)))
    return refuse(fmt::format("`{}` is called so", where), "names are the same whatever their case, `-`, `_` and `.`");
  if (lower(other.id.str()) == lower(wanted_.directory.str()))
    refuse(fmt::format("`{}` differs in case alone", where), "not every file system keeps them apart");
}

void NameCheck::check_slug() {
  std::vector<ProjectId> ids{{wanted_.directory}};
  const auto alone = slugs(ids).begin()->second;
  for (const auto& [id, project] : workspace_.projects)
    if (id != ids.front() && lower(id.str()) != lower(wanted_.directory.str()) && slugs({id}).begin()->second == alone)
      refuse(fmt::format("`{}` has the slug `{}` in CI too", quoted_if_odd(id.str()), alone),
             "environments and report files could not be told apart");
}

}  // namespace

void check_project_name(const WantedProject& wanted, const Workspace& workspace, Diagnostics& problems) {
  NameCheck(wanted, workspace, problems).run();
}

}  // namespace monoci
