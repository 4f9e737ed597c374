// Edits of random manifests: what was there stays, byte for byte and in its order, and a second edit changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/toml_edit.hpp"

namespace monoci::edit_toml_property_test {
namespace {

// One of the pieces that such files are made of.
rc::Gen<std::string> piece(std::vector<std::string> pieces) { return rc::gen::elementOf(std::move(pieces)); }

rc::Gen<std::string> random_list() {
  return rc::gen::exec([] {
    std::string list = "[";
    const int size = *rc::gen::inRange(0, 5);
    for (int i = 0; i < size; ++i) {
      list += *piece({"", " ", "\n  ", "\n\t", "\n    # note ], \"x\"\n    "});
      list += *piece({"\"pkg\"", "'lib>=1'", "\"é→\"", "\"a,]#\"", "'x'", "\"\"\"q\nr\"\"\"", "\"Z\""});
      list += *piece({"", " ", " # c\n", "\n"});
      const bool last = i + 1 == size;
      list += last ? *piece({"", ",", " ,"}) : ",";
      list += *piece({"", " # d, ]\n", "\n", " "});
    }
    return list + *piece({"", " ", "\n"}) + "]";
  });
}

rc::Gen<std::string> random_toml() {
  return rc::gen::exec([] {
    std::string toml = *piece({"", "# head\n", "\n\n"});
    toml += *piece({"", "name = 'x' # c\n"});
    toml += *piece({"", "[tool.ruff]\nline-length = 120\n", "[tool.ruff]\n", "[[tool.index]]\nurl = 'x'\n"});
    const auto list = *random_list();
    toml += *piece({"", "[project]\n# about\ndependencies = " + list + *piece({"", " # d"}) + "\n",
                    "[project]\nname = 'p'\n", "project.dependencies = " + list + "\n", "project = { name = 'p' }\n",
                    "[ project ]\n  dependencies = " + list + "\n\n"});
    toml += *piece({"", "# next\n[tool.uv]\npackage = true\n", "\n[tool.uv.sources]\na = { path = '../a' } # a\n",
                    "[tool]\nuv.sources.a.path = '../a'\n", "[tool]\nuv = { package = true }\n",
                    "[tool.uv.sources.a]\npath = '../a'\n"});
    toml += *piece({"", "# tail\n", "[z]\nz = 1"});
    if (*rc::gen::arbitrary<bool>()) return toml;
    std::string with_returns;
    for (const char each : toml) with_returns += each == '\n' ? std::string("\r\n") : std::string(1, each);
    return with_returns;
  });
}

// Whether `before` is what remains of `after` when some bytes are left out. Blanks between empty brackets may go.
bool is_kept(std::string before, std::string_view after) {
  for (const std::string_view empty : {"[ ]", "{ }"})
    if (const auto at = before.find(empty); at != std::string::npos) before.erase(at + 1, 1);
  std::size_t found = 0;
  for (const char each : after)
    if (found < before.size() && before[found] == each) ++found;
  return found == before.size();
}

using Edit = Result<std::string> (*)(const SourceText&);

Result<std::string> add_dependency(const SourceText& toml) {
  return add_to_toml_list(toml, {"project", "dependencies"}, "new-one");
}
Result<std::string> add_source(const SourceText& toml) {
  return add_toml_key(toml, {"tool", "uv", "sources"}, "new-one", "{ workspace = true }");
}
Result<std::string> add_member(const SourceText& toml) {
  return add_to_toml_list(toml, {"tool", "uv", "workspace", "members"}, "libs/new-one");
}

RC_GTEST_PROP(TomlEditProperty, KeepsWhatWasThere, ()) {
  SourceText toml{"pyproject.toml", *random_toml()};
  RC_PRE(remove_from_toml_list(toml, {"no", "such"}, "list").has_value());  // some of them are no TOML
  for (const Edit edit : {add_dependency, add_source, add_member}) {
    const auto edited = edit(toml);
    if (!edited) RC_FAIL(to_text(edited.error()) + "\n" + toml.text);
    RC_ASSERT(is_kept(toml.text, *edited));
    RC_ASSERT(edit({toml.file, *edited}).value() == *edited);
    toml.text = *edited;
  }
}

RC_GTEST_PROP(TomlEditProperty, TakesBackWhatItAdded, ()) {
  const SourceText toml{"pyproject.toml", "[project]\ndependencies = " + *random_list() + "\n"};
  const auto added = add_dependency(toml);
  if (!added) RC_FAIL(to_text(added.error()) + "\n" + toml.text);
  const auto removed = remove_from_toml_list({toml.file, *added}, {"project", "dependencies"}, "new-one");
  if (!removed) RC_FAIL(to_text(removed.error()) + "\n" + *added);
  RC_ASSERT(add_dependency({toml.file, *removed}).has_value());
}

}  // namespace
}  // namespace monoci::edit_toml_property_test
