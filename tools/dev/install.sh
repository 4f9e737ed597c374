# shellcheck shell=bash
# What the machine lacks: Debian packages system-wide, everything else at a pinned version in .tools/ (ignored by git).
# Where packages come from is the machine's own configuration of apt, pip and npm.

build_packages=(cmake ninja-build g++ pkgconf libgit2-dev libyaml-cpp-dev libcli11-dev libboost-graph-dev libfmt-dev
  nlohmann-json3-dev libre2-dev libutf8proc-dev)
# The last three: what asks GitLab is tested against a web server of Python's, with and without TLS.
cpp_test_packages=(libgtest-dev libgmock-dev librapidcheck-dev curl openssl python3)

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -- "$@"; fi
}

# A program of the package's name counts too: npm, for one, comes to many machines in another package.
has_package() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] || command -v "$1" >/dev/null
}

has_packages() {
  local package
  for package; do
    has_package "$package" || return
  done
}

install_packages() {
  local package missing=()
  for package; do
    has_package "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || give_up "please install: ${missing[*]} (this is no Debian, so ./dev cannot)"
  update_package_lists
  quietly "installing ${missing[*]}" as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
}

package_lists=stale

update_package_lists() {
  [ "$package_lists" = stale ] || return 0
  quietly "updating the package lists" as_root apt-get update && package_lists=fresh
}

# install_python_tools NAME==VERSION...: programs in .tools/python/bin.
install_python_tools() {
  local tool missing=()
  for tool; do
    [ -e ".tools/python/$tool" ] || missing+=("$tool")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  install_packages python3-venv
  [ -x .tools/python/bin/pip ] || quietly "making .tools/python" python3 -m venv .tools/python
  quietly "installing ${missing[*]}" .tools/python/bin/pip install "${missing[@]}"
  for tool in "${missing[@]}"; do
    touch ".tools/python/$tool"
  done
}

# gitlab-ci-local needs a newer node than Debian's, and rsync even to copy files on one machine.
install_gitlab_ci_local() {
  local tools=(node@22.23.3 gitlab-ci-local@4.75.1)
  install_packages npm rsync
  if [ ! -e ".tools/node/${tools[*]}" ]; then
    quietly "installing ${tools[*]}" npm install --prefix .tools/node --no-audit --no-fund "${tools[@]}"
    touch ".tools/node/${tools[*]}"
  fi
  PATH="$PWD/.tools/node/node_modules/.bin:$PATH"
}

install_uv() {
  install_python_tools uv==0.13.9
  PATH="$PWD/.tools/python/bin:$PATH"
  uv_follows_pip
}

# uv reads no pip.conf, so the machine's choice of an index and its certificates are handed on.
uv_follows_pip() {
  local index
  index=$(.tools/python/bin/pip config get global.index-url 2>/dev/null || true)
  [ -z "$index" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
  export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
}
