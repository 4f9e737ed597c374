// What a file of Python imports, and what a project of Python can be imported as.
#include <gtest/gtest.h>

#include "ecosystem/uv/python_code.hpp"
#include "ecosystem/uv/uv.hpp"
#include "support/workspace_text.hpp"

namespace monoci::uv_python_imports_test {
namespace {

// "1 a.b", with "?" where it is optional and "t" where it is for types.
Texts imports(const std::string& text, std::string_view package = "") {
  Texts texts;
  for (const auto& import : python_imports(text, package)) {
    const auto kind = import.kind == ImportKind::plain ? "" : import.kind == ImportKind::types ? "t" : "?";
    texts.push_back(std::to_string(import.line) + kind + " " + import.name);
  }
  return texts;
}

struct Row {
  const char *name, *text;
  Texts expected;
};
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class PythonImports : public testing::TestWithParam<Row> {};

TEST_P(PythonImports, AreRead) { EXPECT_EQ(imports(GetParam().text, "acme/x"), GetParam().expected); }

const Row kRows[] = {
    {"Import", "import a\nimport b.c as d, e\n", {"1 a", "2 b.c", "2 e"}},
    {"From", "from a.b import c\nfrom d import *\n", {"1 a.b.c", "2 d"}},
    {"FromOverLines", "from a import (  # why\n    b,\n    c as d,\n)\nimport e\n", {"1 a.b", "1 a.c", "5 e"}},
    {"Continued", "from a \\\n  import b\nimport c\n", {"1 a.b", "3 c"}},
    {"ContinuedWithCarriageReturns", "from a \\\r\n  import b\r\nimport c\r\n", {"1 a.b", "3 c"}},
    {"OnOneLine", "x = 1; import a; import b\n", {"1 a", "1 b"}},
    {"InAFunction", "def f():\n    import a\n", {"2 a"}},
    {"Relative",
     "from . import a\nfrom .b import c\nfrom .. import d\nfrom ..e import f\nfrom ...g import h\n",
     {"1 acme.x.a", "2 acme.x.b.c", "3 acme.d", "4 acme.e.f"}},
    {"InStringsAndComments",
     "\"\"\"\nimport a\n\"\"\"\n# import b\nx = 'import c'\nf('''\nimport d\n''')\nimport e\n",
     {"9 e"}},
    {"BehindQuotesOfAnotherKind",
     "x = '\"'\nimport a\ny = \"it's\"\nimport b\nz = r'\\'\nimport c\n",
     {"2 a", "4 b", "6 c"}},
    {"BehindAStringThatNeverEnds", "x = 'a\nimport b\n", {"2 b"}},
    {"NoImport", "important = 1\nfromage = 2\nx.import_ = 3\nraise E from e\n", {}},
    {"ByName",
     "import_module('a.b')\nm = importlib.import_module(\"c\", package=None)\n__import__('d')\nimport_module(n)\n"
     "import_module(f'e{x}')\nimport_module('.f', 'g')\nimport_module('h' + x)\n",
     {"1 a.b", "2 c", "3 d"}},
    {"ByNameBehindStrings", "f('x'); g('y', import_module('a'))\nif x == 'z': import_module('b')\n", {"1 a", "2 b"}},
    {"ByNameBehindTheByteThatMarksStrings",
     "import_module(\x01)\nx\x01 = import_module('a')\ny = 'b\x01'; import_module('c')\n",
     {"2 a", "3 c"}},
    {"SkippedWithout", "np = pytest.importorskip('a')\n", {"1? a"}},
    {"BehindASkip",
     "pytest.importorskip('a.b')\nfrom a.b import c\nimport a.bc\nimport d\n",
     {"1? a.b", "2? a.b.c", "3 a.bc", "4 d"}},
    {"BehindASkipOfAnotherFunction",
     "def f():\n    importorskip('a')\n    import a\ndef g():\n    import a\n",
     {"2? a", "3? a", "5 a"}},
    {"Attempt", "try:\n    import a\nexcept ImportError:\n    import b\nimport c\n", {"2? a", "4? b", "5 c"}},
    {"AttemptOfSomethingElse", "try:\n    import a\nexcept ValueError:\n    import b\n", {"2 a", "4 b"}},
    {"AttemptWithTwoHandlers",
     "try:\n    import a\nexcept ValueError:\n    pass\nexcept (OSError, ModuleNotFoundError) as e:\n    import "
     "b\nelse:\n"
     "    import c\n",
     {"2? a", "6? b", "8 c"}},
    {"AttemptWithin",
     "if x:\n    try:\n        if y:\n            import a\n    except:\n        pass\n    import b\n",
     {"4? a", "7 b"}},
    {"AttemptThatOnlyCleansUp", "try:\n    import a\nfinally:\n    f()\n", {"2 a"}},
    {"Suppressed",
     "with contextlib.suppress(ImportError):\n    import a\nwith open(f):\n    import b\n",
     {"2? a", "4 b"}},
    {"ForTypes",
     "if TYPE_CHECKING:\n    import a\nelse:\n    import b\nif typing.TYPE_CHECKING:\n    from c import d\nimport e\n",
     {"2t a", "4 b", "6t c.d", "7 e"}},
    {"NotForTypes", "if not TYPE_CHECKING:\n    import a\nif TYPE_CHECKING or x:\n    import b\n", {"2 a", "4 b"}},
    {"OfNothing", "", {}},
    {"BracketThatNeverCloses", "f(\nimport a\n", {}},
};
INSTANTIATE_TEST_SUITE_P(Texts, PythonImports, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

// The names that a project in `p` can be imported as.
Texts packages(const std::string& manifest, const Files& files) {
  Diagnostics problems;
  const auto read = read_pyproject({"p/pyproject.toml", manifest}, problems);
  EXPECT_TRUE(read && problems.empty());
  return python_packages(*read, at("p"), tree_of(files)).names;
}

struct PackageRow {
  const char* name;
  std::string tables;
  Files files;
  Texts expected;
};
void PrintTo(const PackageRow& row, std::ostream* out) { *out << row.name; }

class PythonPackages : public testing::TestWithParam<PackageRow> {};

TEST_P(PythonPackages, AreFound) {
  EXPECT_EQ(packages(package("acme-x", {}, GetParam().tables), GetParam().files), GetParam().expected);
}

const PackageRow kPackages[] = {
    {"InSrc", "", {{"p/src/acme_x/a.py", ""}, {"p/src/one.py", ""}, {"p/other/b.py", ""}}, {"acme_x", "one"}},
    {"OfANamespaceInSrc", "", {{"p/src/acme/x/a.py", ""}, {"p/src/acme/y/z/b.py", ""}}, {"acme.x", "acme.y.z"}},
    {"BesideTheManifest", "", {{"p/acme_x/a.py", ""}, {"p/other/__init__.py", ""}}, {"acme_x"}},
    {"ModuleBesideTheManifest", "", {{"p/acme_x.py", ""}, {"p/conftest.py", ""}}, {"acme_x"}},
    {"OfAnotherName", "", {{"p/core/__init__.py", ""}, {"p/tests/__init__.py", ""}, {"p/data/x.py", ""}}, {"core"}},
    {"OfANamespaceBesideTheManifest", "", {{"p/acme/x/__init__.py", ""}}, {"acme.x"}},
    {"OfTheNamesOfTheLanguage", "", {{"p/src/logging/a.py", ""}, {"p/src/tests/a.py", ""}}, {}},
    {"OfUvBuild",
     "[tool.uv.build-backend]\nmodule-name = [\"a\", \"b.c\"]\nmodule-root = \"\"",
     {{"p/a/x.py", ""}},
     {"a", "b.c"}},
    {"OfHatchling",
     "[tool.hatch.build.targets.wheel]\npackages = [\"lib/a\", \"b\"]",
     {{"p/lib/a/x.py", ""}},
     {"a", "b"}},
    {"OfSetuptools", "[tool.setuptools]\npackages = [\"a\", \"a.b\"]\npy-modules = [\"c\"]", {}, {"a", "a.b", "c"}},
    {"ThatSetuptoolsFinds",
     "[tool.setuptools.packages.find]\nwhere = [\"lib\"]",
     {{"p/lib/a/x.py", ""}, {"p/src/b/x.py", ""}},
     {"a"}},
    {"OfDirectoriesOfSetuptools", "[tool.setuptools.package-dir]\na = \"lib/code\"", {}, {"a"}},
    {"OfPoetry", "[tool.poetry]\npackages = [{include = \"a/b\", from = \"lib\"}]", {}, {"a.b"}},
    {"OfNoCode", "", {{"p/README.md", ""}}, {}},
};
INSTANTIATE_TEST_SUITE_P(Layouts, PythonPackages, testing::ValuesIn(kPackages),
                         [](const auto& row) { return std::string(row.param.name); });

// Quotes and brackets of a shell would swallow the lines below them.
TEST(NotebookCode, HasNoCommandsOfTheShellOrOfIPython) {
  const auto code = [](const std::string& lines) {
    return notebook_code(R"({"cells": [{"cell_type": "code", "source": [)" + lines + "]}]}");
  };
  EXPECT_EQ(imports(code(R"("!echo it's ((\n", "%cd '(\n", "?print(\n", "x('?\n", "import a")")), Texts{"5 a"});
  EXPECT_EQ(imports(code(R"("%%bash\nimport a")")), Texts{});
  EXPECT_EQ(imports(code(R"("%%time\nimport a")")), Texts{"2 a"});
}

}  // namespace
}  // namespace monoci::uv_python_imports_test
