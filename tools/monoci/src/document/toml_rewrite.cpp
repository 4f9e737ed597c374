#include <algorithm>
#include <utility>

#include "document/replacement.hpp"
#include "document/rewrite.hpp"
#include "document/toml_outline.hpp"

namespace monoci {

namespace {

// Collects what to replace, and makes of the outline what the document shall say.
class Rewriting {
 public:
  Rewriting(std::string_view toml, const TomlRewriting& rewriting) : toml_(toml), rewriting_(rewriting) {}

  void visit(TomlNode& node) {
    if (node.form == TomlForm::text) {
      if (const auto text = rewriting_({keys_, node.text, node.begin, false}); text && *text != node.text) {
        replace(node.begin, node.end, *text);
        node.text = *text;
      }
    }
    for (auto& item : node.items) visit(item);
    auto members = std::exchange(node.members, {});
    while (!members.empty()) {
      auto member = members.extract(members.begin());
      visit_member(member.key(), member.mapped());
      node.members.insert(std::move(member));
    }
  }

  std::vector<Replacement> replacements;

 private:
  void visit_member(std::string& key, TomlNode& member) {
    keys_.push_back(key);
    visit(member);
    const auto text = rewriting_({keys_, key, member.key_begin, true});
    keys_.pop_back();
    if (!text || *text == key) return;
    replace(member.key_begin, member.key_end, *text);
    key = *text;
  }

  void replace(std::size_t begin, std::size_t end, const std::string& text) {
    const bool plain =
        std::ranges::none_of(text, [](unsigned char each) { return each < 0x20 || each == '\'' || each == 0x7F; });
    const bool literal = toml_[begin] == '\'' && plain;
    replacements.push_back({begin, end, literal ? "'" + text + "'" : toml_quoted(text)});
  }

  std::string_view toml_;
  const TomlRewriting& rewriting_;
  TomlKeys keys_;
};

}  // namespace

Result<std::string> rewrite_toml(const SourceText& toml, const TomlRewriting& rewriting) {
  auto root = outline_toml(toml);
  if (!root) return std::unexpected(root.error());
  Rewriting all(toml.text, rewriting);
  all.visit(*root);
  auto edited = replaced(toml.text, std::move(all.replacements));
  const auto now = outline_toml({toml.file, edited});
  if (now && say_the_same(*now, *root)) return edited;
  return std::unexpected(
      Diagnostic{.what = "the file is laid out in a way that monoci cannot edit without changing what it says",
                 .where = Spot{toml.file, 0, 0},
                 .hint = "change the paths in it by hand"});
}

}  // namespace monoci
