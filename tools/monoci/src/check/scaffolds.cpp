#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/nearest_name.hpp"
#include "base/quoted.hpp"
#include "check/rows.hpp"
#include "config/fields.hpp"
#include "document/text_places.hpp"
#include "scaffold/name_forms.hpp"
#include "scaffold/substitute.hpp"
#include "scaffold/template_set.hpp"

namespace monoci {

namespace {

std::vector<std::string> known_words(const Scaffold& scaffold) {
  std::vector<std::string> words(kBuiltInWords.begin(), kBuiltInWords.end());
  for (const auto& variable : scaffold.variables) words.push_back(variable.name);
  return words;
}

std::vector<std::string> known_forms() {
  std::vector<std::string> forms;
  for (const auto& form : name_forms()) forms.emplace_back(form.name);
  return forms;
}

// What passes through although it was meant to be replaced. Other languages write `$[[ ]]` too: one that shares neither
// word nor form with us, and is near none, is theirs.
class PlaceholderCheck {
 public:
  PlaceholderCheck(const ProjectTemplate& of, Diagnostics& problems)
      : words_(known_words(of.scaffold)), forms_(known_forms()), problems_(problems) {}

  void check(const std::string& text, const std::function<Spot(const Placeholder&)>& spot_of) {
    for (const auto& placeholder : placeholders_in(text)) {
      used_.insert(placeholder.word);
      check(placeholder, spot_of(placeholder));
    }
  }

  const std::set<std::string>& used() const { return used_; }

 private:
  void check(const Placeholder& placeholder, const Spot& spot) {
    const bool has_form = !placeholder.form.empty();
    const bool knows_form = has_form && name_form(placeholder.form) != nullptr;
    if (std::ranges::find(words_, placeholder.word) != words_.end()) {
      if (has_form && !knows_form)
        problems_.warning(fmt::format("`{}` is no form of a word, so nothing is put in here", placeholder.form), spot,
                          hint_for(placeholder.form, "the forms are", forms_));
    } else if (knows_form || (!has_form && nearest_name(placeholder.word, words_))) {
      problems_.warning(fmt::format("there is no variable `{}`, so nothing is put in here", placeholder.word), spot,
                        hint_for(placeholder.word, "the words are", words_));
    }
  }

  std::vector<std::string> words_, forms_;
  Diagnostics& problems_;
  std::set<std::string> used_;
};

void check_files(const ProjectTemplate& of, PlaceholderCheck& placeholders) {
  for (const auto& file : of.files) {
    const auto path = of.place + "/" + file.path;
    const auto at_file = [&](const Placeholder&) { return Spot{path}; };
    placeholders.check(file.path, at_file);
    if (file.link) {
      placeholders.check(*file.link, at_file);
    } else if (!is_binary(file.content)) {
      const SourceText text{path, file.content};
      const TextPlaces places(text);
      placeholders.check(file.content, [&](const Placeholder& placeholder) { return places.spot(placeholder.at); });
    }
  }
}

void check_conditions(const ProjectTemplate& of, Diagnostics& problems) {
  for (const auto& files : of.scaffold.files) {
    const auto matches = [&](const TemplateFile& file) {
      const auto path = RepoPath::parse(file.path);
      return path && files.path.matches_at_or_above(*path);
    };
    if (std::ranges::none_of(of.files, matches))
      problems.warning(fmt::format("`{}` matches no file of the template", quoted_if_odd(files.path.str())), files.spot,
                       "patterns are seen from the template, and match names as they are before words are put in");
  }
}

void check_template(const ProjectTemplate& of, Diagnostics& problems) {
  PlaceholderCheck placeholders(of, problems);
  check_files(of, placeholders);
  placeholders.check(of.scaffold.done,
                     [&](const Placeholder&) { return Spot{of.place + "/" + std::string(kScaffoldFile)}; });
  for (const auto& variable : of.scaffold.variables)
    placeholders.check(variable.fallback.value_or(""), [&](const Placeholder&) { return variable.spot; });
  check_conditions(of, problems);
  auto used = placeholders.used();
  for (const auto& files : of.scaffold.files) used.insert(files.when.word);
  for (const auto& variable : of.scaffold.variables)
    if (!used.contains(variable.name))
      problems.warning(fmt::format("`{}` is asked for and never used", variable.name), variable.spot,
                       fmt::format("write `$[[ {} ]]` where it is meant to stand, or remove it", variable.name));
}

}  // namespace

void check_scaffolds(const CheckedTree& tree, Diagnostics& problems) {
  for (const auto& directory : repository_templates(tree.files)) {
    if (!tree.files.type(directory.child(kScaffoldFile))) {
      problems.warning(fmt::format("this is no template: it has no {}", kScaffoldFile), Spot{directory.str()},
                       "`monoci new` does not know it");
      continue;
    }
    if (const auto found = find_template({tree.files, {}}, std::string(directory.name()), problems))
      check_template(*found, problems);
  }
}

}  // namespace monoci
