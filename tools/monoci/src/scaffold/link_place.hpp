#pragma once

#include "scaffold/linked_code.hpp"
#include "scaffold/python_layout.hpp"

namespace monoci {

// Where the link goes: what the request says, else beside the modules of the project's own package. Refuses a place
// that is taken, that lies out of the project or behind a link, and one from which the linked code would contain
// itself.
Result<RepoPath> link_place(const LinkingProject& project, const PythonLayout& layout, const LinkRequest& request,
                            const LinkedCode& code, const Links& links);

// The text of a link: the shortest way from its directory.
std::string relative_target(const RepoPath& link, const RepoPath& to);

}  // namespace monoci
