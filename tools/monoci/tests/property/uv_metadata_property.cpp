// Members, edges and the nodes they join, against what the real uv says of the same files.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fstream>
#include <random>

#include "gitview_testing/temporary_directory.hpp"
#include "property/uv_metadata_graph.hpp"
#include "property/uv_metadata_workspaces.hpp"
#include "support/source_directory.hpp"

namespace monoci::uv_metadata_property_test {
namespace {

namespace fs = std::filesystem;

constexpr int kWorkspaces = 30;

std::string told(const Files& files) {
  std::string text;
  for (const auto& [path, content] : files) text += "# " + path + "\n" + content.text + "\n";
  return text;
}

void write(const Files& files, const fs::path& top) {
  for (const auto& [path, content] : files) {
    fs::create_directories((top / path).parent_path());
    if (content.type == EntryType::link)
      fs::create_directory_symlink(content.text, top / path);
    else
      std::ofstream(top / path) << content.text;
  }
}

TEST(UvMetadata, SaysTheSameOfRandomWorkspaces) {
  const UvProgram uv;
  const auto first_seed = std::random_device{}();
  for (unsigned seed = first_seed; seed < first_seed + kWorkspaces; ++seed) {
    const auto made = rc::gen::exec(random_uv_workspace)(rc::Random(seed)).value();
    const gitview_testing::TemporaryDirectory top;
    write(made.files, top.path());
    const auto theirs = uv.graph_of(top.path(), made.root);
    ASSERT_TRUE(theirs) << theirs.error() << told(made.files);
    EXPECT_EQ(told(graph_of(read(made.files).workspace, made.root)), told(*theirs)) << "seed " << seed << "\n"
                                                                                    << told(made.files);
    if (HasFailure()) return;
  }
}

// The files of this repository that say what a project is; hidden directories and builds hold none.
Files this_repository() {
  Files files;
  const fs::path top = monoci_testing::source_directory();
  for (auto entry = fs::recursive_directory_iterator(top); entry != fs::recursive_directory_iterator(); ++entry) {
    const auto name = entry->path().filename().string();
    if (name.starts_with('.') || name == "build") {
      entry.disable_recursion_pending();
    } else if (entry->is_symlink()) {
      files[entry->path().lexically_relative(top).string()] = link(fs::read_symlink(entry->path()).string());
    } else if (name == "pyproject.toml" || name == "monoci.project.yaml") {
      std::ifstream in(entry->path());
      files[entry->path().lexically_relative(top).string()] = std::string(std::istreambuf_iterator(in), {});
    }
  }
  return files;
}

// Its packages need an index, so uv is asked for the lock that `./dev` has made.
TEST(UvMetadata, SaysTheSameOfThisRepository) {
  ASSERT_TRUE(fs::exists(monoci_testing::source_directory() / "uv.lock")) << "`./dev test` makes uv.lock";
  const auto theirs = UvProgram().graph_of(monoci_testing::source_directory(), RepoPath(), {"--frozen"});
  ASSERT_TRUE(theirs) << theirs.error();
  EXPECT_GE(theirs->members.size(), 4U);
  EXPECT_EQ(told(graph_of(read(this_repository()).workspace, RepoPath())), told(*theirs));
}

}  // namespace
}  // namespace monoci::uv_metadata_property_test
