// Which projects reach which: the graph of the manifests and the lock that uv wrote for them say the same. Shapes of
// public repositories, written anew.
#include <gtest/gtest.h>

#include <deque>
#include <map>
#include <set>

#include "ecosystem/uv/uv.hpp"
#include "support/workspace_text.hpp"

namespace monoci::lock_reachability_test {
namespace {

using Reach = std::map<std::string, std::set<std::string>>;  // directory → directories

// Through everything in the lock, from all tables of a local package; of others the extras that are asked for.
class LockReach {
 public:
  LockReach(const Lock& lock, const RepoPath& root) : lock_(lock), root_(root) {}

  Reach run() {
    Reach reach;
    for (const auto& package : lock_.packages) {
      if (package.path == nullptr) continue;
      todo_.clear(), known_.clear();
      for (const auto& table : package.tables) ask(table);
      auto& reached = reach[at(package)];
      while (!todo_.empty()) {
        const auto [required, extra] = todo_.front();
        todo_.pop_front();
        if (required->path != nullptr && at(*required) != at(package)) reached.insert(at(*required));
        for (const auto& table : required->tables)
          if (table.holder != Holder::group && table.name == extra) ask(table);
      }
    }
    return reach;
  }

 private:
  std::string at(const LockedPackage& package) const { return root_.resolve(*package.path)->str(); }

  void ask(const LockedTable& table) {
    for (const auto& requirement : table.requirements)
      for (const auto& package : lock_.packages) {
        if (package.name != requirement.name) continue;
        if (requirement.version != nullptr && package.version != requirement.version) continue;
        visit(&package, nullptr);
        for (const auto* extra : requirement.extras) visit(&package, extra);
      }
  }

  void visit(const LockedPackage* package, LockText extra) {
    if (known_.insert({package, extra}).second) todo_.emplace_back(package, extra);
  }

  const Lock& lock_;
  const RepoPath& root_;
  std::deque<std::pair<const LockedPackage*, LockText>> todo_;
  std::set<std::pair<const LockedPackage*, LockText>> known_;
};

Reach reach_of_graph(const Workspace& workspace, const std::set<std::string>& projects) {
  std::map<Node, std::set<Node>> next;
  for (const auto& edge : workspace.edges) next[edge.from].insert(edge.to);
  Reach reach;
  for (const auto& project : projects) {
    std::deque<Node> todo;
    std::set<Node> known;
    for (const auto& [node, targets] : next)
      if (node.project.str() == project) todo.push_back(node);
    auto& reached = reach[project];
    while (!todo.empty()) {
      const auto node = todo.front();
      todo.pop_front();
      if (!known.insert(node).second) continue;
      if (node.project.str() != project) reached.insert(node.project.str());
      if (node.kind == NodeKind::extra) todo.push_back({node.project, NodeKind::package, {}});
      if (const auto found = next.find(node); found != next.end())
        todo.insert(todo.end(), found->second.begin(), found->second.end());
    }
  }
  return reach;
}

struct Shape {
  const char* name;
  Files files;
  const char* root;  // the directory of the lock
};

// A voice framework: a virtual root, a core whose extras are its plug-ins, plug-ins that require the core, and packages
// of an index that require it too.
Shape host_and_plugins() {
  return {"HostAndPlugins",
          {{"pyproject.toml", root({"host", "plugins/*", "examples"})},
           {"host/pyproject.toml",
            package("voice-host", {"httpx"},
                    "optional-dependencies = { mail = [\"voice-mail\"], speech = [\"voice-speech\"] }\n")},
           {"plugins/mail/pyproject.toml", package("voice-mail", {"voice-host"})},
           {"plugins/speech/pyproject.toml", package("voice-speech", {"voice-host[mail]", "torch"})},
           {"examples/pyproject.toml",
            package("examples", {"voice-cloud"}, "[dependency-groups]\ndev = [\"voice-studio[all]\"]\n")},
           {"uv.lock", R"(version = 1
revision = 3
requires-python = ">=3.10"
[manifest]
members = ["examples", "voice-host", "voice-mail", "voice-speech"]
[[package]]
name = "examples"
version = "1"
source = { virtual = "examples" }
dependencies = [{ name = "voice-cloud" }]
[package.dev-dependencies]
dev = [{ name = "voice-studio", extra = ["all"] }]
[[package]]
name = "httpx"
version = "0.28"
source = { registry = "https://index.example/simple" }
[[package]]
name = "torch"
version = "2.5"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "httpx" }]
[[package]]
name = "voice-cloud"
version = "1.1"
source = { registry = "https://index.example/simple" }
dependencies = [
    { name = "httpx" },
    { name = "voice-host" },
]
wheels = [
    { url = "https://index.example/voice_cloud-1.1-py3-none-any.whl", hash = "sha256:00", size = 1 },
]
[[package]]
name = "voice-host"
version = "1"
source = { editable = "host" }
dependencies = [{ name = "httpx" }]
[package.optional-dependencies]
mail = [{ name = "voice-mail" }]
speech = [{ name = "voice-speech" }]
[[package]]
name = "voice-mail"
version = "1"
source = { editable = "plugins/mail" }
dependencies = [{ name = "voice-host" }]
[[package]]
name = "voice-speech"
version = "1"
source = { editable = "plugins/speech" }
dependencies = [
    { name = "torch" },
    { name = "voice-host", extra = ["mail"] },
]
[[package]]
name = "voice-studio"
version = "3"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "httpx" }]
[package.optional-dependencies]
all = [{ name = "voice-host", extra = ["speech"] }]
)"}},
          "."};
}

// A kit with a root package, members below it and groups that use each other; two versions of one package.
Shape package_at_the_root() {
  return {"PackageAtTheRoot",
          {{"pyproject.toml", package("kit", {"schema"},
                                      "[dependency-groups]\ndev = [\"tap-one\", \"tap-two\"]\n" +
                                          root({"packages/*", "samples/*/server"}))},
           {"packages/tap-one/pyproject.toml", package("tap-one", {"kit", "tap-tools==1"})},
           {"packages/tap-two/pyproject.toml",
            package("tap-two", {"kit"}, "[dependency-groups]\ntest = [\"tap-tools==2\"]\n")},
           {"packages/testing/pyproject.toml", package("kit-testing", {"schema"})},
           {"samples/a/server/pyproject.toml", package("sample-a", {"schema"})},
           {"uv.lock", R"(version = 1
revision = 3
requires-python = ">=3.10"
[manifest]
members = ["kit", "kit-testing", "sample-a", "tap-one", "tap-two"]
[[package]]
name = "kit"
version = "1"
source = { editable = "." }
dependencies = [{ name = "schema" }]
[package.dev-dependencies]
dev = [{ name = "tap-one" }, { name = "tap-two" }]
[[package]]
name = "kit-testing"
version = "1"
source = { editable = "packages/testing" }
dependencies = [{ name = "schema" }]
[[package]]
name = "sample-a"
version = "1"
source = { virtual = "samples/a/server" }
dependencies = [{ name = "schema" }]
[[package]]
name = "schema"
version = "4"
source = { registry = "https://index.example/simple" }
[[package]]
name = "tap-one"
version = "1"
source = { editable = "packages/tap-one" }
dependencies = [
    { name = "kit" },
    { name = "tap-tools", version = "1", source = { registry = "https://index.example/simple" } },
]
[[package]]
name = "tap-tools"
version = "1"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "schema" }]
[[package]]
name = "tap-tools"
version = "2"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "kit-testing" }]
[[package]]
name = "tap-two"
version = "1"
source = { editable = "packages/tap-two" }
dependencies = [{ name = "kit" }]
[package.dev-dependencies]
test = [{ name = "tap-tools", version = "2", source = { registry = "https://index.example/simple" } }]
)"}},
          "."};
}

// A toolkit of projects that stand alone: each has a lock of its own and sources that are paths.
Shape paths_alone() {
  const std::string sources = "[tool.uv.sources]\n";
  return {"PathsAlone",
          {{"app/pyproject.toml",
            package("app", {"toolkit[web]"}, sources + "toolkit = { path = \"../libs/toolkit\", editable = true }\n")},
           {"libs/toolkit/pyproject.toml", package("toolkit", {"core", "adapter"},
                                                   "optional-dependencies = { web = [\"pages\"] }\n" + sources +
                                                       "core = { path = \"../core\" }\npages = { path = \"../pages\" "
                                                       "}\nadapter = { path = \"../wheels/adapter.whl\" }\n")},
           {"libs/core/pyproject.toml", package("core")},
           {"libs/pages/pyproject.toml", package("pages")},
           {"libs/wheels/adapter.whl", "archive"},
           {"app/uv.lock", R"(version = 1
revision = 2
requires-python = ">=3.11"
[[package]]
name = "adapter"
version = "1"
source = { path = "../libs/wheels/adapter.whl" }
dependencies = [{ name = "core" }]
[[package]]
name = "app"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "toolkit", extra = ["web"] }]
[[package]]
name = "core"
version = "1"
source = { directory = "../libs/core" }
[[package]]
name = "pages"
version = "1"
source = { directory = "../libs/pages" }
[[package]]
name = "toolkit"
version = "1"
source = { editable = "../libs/toolkit" }
dependencies = [{ name = "adapter" }, { name = "core" }]
[package.optional-dependencies]
web = [{ name = "pages" }]
)"}},
          "app"};
}

class LockOfAShape : public testing::TestWithParam<Shape> {};

TEST_P(LockOfAShape, ReachesWhatTheGraphReaches) {
  const auto& shape = GetParam();
  const auto place = at(shape.root);
  const auto file = place.child("uv.lock").str();
  const auto lock = read_uv_lock({file, shape.files.at(file).text});
  ASSERT_TRUE(lock) << to_text(lock.error());
  const auto expected = LockReach(*lock, place).run();
  const auto state = read(shape.files);
  EXPECT_TRUE(problems(shape.files).empty()) << problems(shape.files).at(0);
  std::set<std::string> locals;
  std::size_t ways = 0;
  for (const auto& [project, reached] : expected) {
    locals.insert(project);
    ways += reached.size();
  }
  EXPECT_GE(ways, 5U);  // the shape says something
  EXPECT_EQ(reach_of_graph(state.workspace, locals), expected);
}
INSTANTIATE_TEST_SUITE_P(Shapes, LockOfAShape,
                         testing::Values(host_and_plugins(), package_at_the_root(), paths_alone()),
                         [](const auto& shape) { return std::string(shape.param.name); });

}  // namespace
}  // namespace monoci::lock_reachability_test
