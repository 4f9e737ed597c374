#include "loose_objects.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gitview {
namespace {

namespace fs = std::filesystem;
using Piece = std::span<std::uint8_t>;

constexpr std::size_t kFolderDigits = 2;
constexpr std::size_t kMostBytes = std::numeric_limits<std::size_t>::max() / 2;

constexpr const char* kCutOff = "its loose object is cut off";
constexpr const char* kDamaged = "its loose object is damaged";
constexpr const char* kNoHeader = "its loose object says neither type nor size";

int fault(const char* what) {
  git_error_set_str(GIT_ERROR_ODB, what);
  return GIT_ERROR;
}

// The zlib stream of a file, taken piece by piece.
class Stream {
 public:
  explicit Stream(const fs::path& file)
      : descriptor_(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)),
        error_(descriptor_ < 0 ? errno : 0) {
    is_zlib_ = inflateInit(&zlib_) == Z_OK;
  }
  ~Stream() {
    if (descriptor_ >= 0) close(descriptor_);
    if (is_zlib_) inflateEnd(&zlib_);
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // 0 when it can be taken from.
  int state() const {
    if (error_ == ENOENT || error_ == ENOTDIR) return GIT_ENOTFOUND;
    struct stat status{};
    if (error_ == 0 && (!is_zlib_ || fstat(descriptor_, &status) != 0)) return fault("cannot read a loose object");
    if (error_ == 0 && S_ISREG(status.st_mode)) return 0;
    if (error_ == 0 || error_ == ENXIO) return fault("its loose object is no regular file");
    if (error_ == EACCES) return fault("permission to read its loose object is denied");
    return fault("cannot open its loose object");
  }

  // Fills `out` unless the stream ends before; gives how much there was.
  std::size_t take(Piece out) {
    std::size_t size = 0;
    while (size < out.size() && !is_over()) {
      const std::size_t piece = std::min<std::size_t>(out.size() - size, std::numeric_limits<uInt>::max());
      zlib_.next_out = out.data() + size;
      zlib_.avail_out = static_cast<uInt>(piece);
      if (zlib_.avail_in == 0 && !refill()) break;
      last_ = inflate(&zlib_, Z_NO_FLUSH);
      size += piece - zlib_.avail_out;
      // No progress is no fault where there is more to read.
      if (last_ == Z_BUF_ERROR) last_ = Z_OK;
    }
    return size;
  }

  // Whether the stream ends here, and the file with it, as git wants it.
  bool ends() {
    std::uint8_t more = 0;
    if (!is_over() && take({&more, 1}) > 0) return false;
    return last_ == Z_STREAM_END && zlib_.avail_in == 0 && !refill();
  }

  bool is_damaged() const { return last_ != Z_OK && last_ != Z_STREAM_END; }

 private:
  bool is_over() const { return last_ == Z_STREAM_END || is_damaged(); }

  bool refill() {
    ssize_t count = -1;
    do count = read(descriptor_, buffer_.data(), buffer_.size());
    while (count < 0 && errno == EINTR);
    zlib_.next_in = buffer_.data();
    zlib_.avail_in = count > 0 ? static_cast<uInt>(count) : 0;
    return count > 0;
  }

  int descriptor_, error_ = 0, last_ = Z_OK;
  bool is_zlib_ = false;
  z_stream zlib_{};
  std::array<std::uint8_t, 16384> buffer_;
};

// "tree 1234\0" and what of the content came with it.
struct Beginning {
  git_object_t type = GIT_OBJECT_INVALID;
  std::size_t size = 0;
  std::array<std::uint8_t, 64> bytes;
  Piece content;
};

int read_beginning(Stream& stream, Beginning& beginning) {
  if (const int state = stream.state(); state < 0) return state;
  const std::size_t taken = stream.take(beginning.bytes);
  const std::string_view text(reinterpret_cast<const char*>(beginning.bytes.data()), taken);
  const std::size_t end = text.find('\0');
  if (stream.is_damaged()) return fault(kDamaged);
  if (end == std::string_view::npos) return fault(taken < beginning.bytes.size() ? kCutOff : kNoHeader);
  const std::string_view header = text.substr(0, end);
  const std::size_t blank = std::min(header.find(' '), header.size());
  beginning.type = git_object_string2type(std::string(header.substr(0, blank)).c_str());
  const auto parsed = std::from_chars(header.data() + std::min(blank + 1, end), header.data() + end, beginning.size);
  const bool is_size = parsed.ec == std::errc() && parsed.ptr == header.data() + end && beginning.size < kMostBytes;
  if (!is_size || git_object_typeisloose(beginning.type) == 0) return fault(kNoHeader);
  beginning.content = Piece(beginning.bytes).subspan(end + 1, taken - end - 1);
  return 0;
}

struct LooseObjects : git_odb_backend {
  fs::path directory;

  explicit LooseObjects(fs::path place) : git_odb_backend(), directory(std::move(place)) {}

  static const LooseObjects& of(git_odb_backend* backend) { return *static_cast<const LooseObjects*>(backend); }

  fs::path file_of(const git_oid& oid) const {
    std::array<char, GIT_OID_HEXSZ> digits;
    git_oid_fmt(digits.data(), &oid);
    const std::string_view name(digits.data(), digits.size());
    return directory / name.substr(0, kFolderDigits) / name.substr(kFolderDigits);
  }

  // The memory is asked for by the size that the header says, so that a MemoryBound refuses it.
  int read_object(void** content, std::size_t* size, git_object_t* type, const git_oid& oid) {
    Stream stream(file_of(oid));
    Beginning beginning;
    if (const int code = read_beginning(stream, beginning); code < 0) return code;
    if (beginning.content.size() > beginning.size) return fault("its loose object is longer than it says");
    auto* memory = static_cast<std::uint8_t*>(git_odb_backend_data_alloc(this, beginning.size + 1));
    if (memory == nullptr) return GIT_ERROR;
    std::ranges::copy(beginning.content, memory);
    const Piece rest(memory + beginning.content.size(), beginning.size - beginning.content.size());
    const std::size_t taken = stream.take(rest);
    memory[beginning.size] = '\0';
    if (taken == rest.size() && stream.ends()) {
      *content = memory;
      *size = beginning.size;
      *type = beginning.type;
      return 0;
    }
    git_odb_backend_data_free(this, memory);
    if (stream.is_damaged()) return fault(kDamaged);
    return fault(taken < rest.size() ? kCutOff : "its loose object does not end where it says");
  }

  // The one that begins with so many digits.
  int complete(git_oid& whole, const git_oid& beginning, std::size_t length) const {
    const fs::path name = file_of(beginning);
    const std::string wanted = name.filename().string().substr(0, length - std::min(length, kFolderDigits));
    std::optional<git_oid> found;
    std::error_code error;
    for (fs::directory_iterator entry(name.parent_path(), error), end; !error && entry != end; entry.increment(error)) {
      const std::string digits = entry->path().filename().string();
      git_oid oid{};
      if (!digits.starts_with(wanted) || digits.size() != GIT_OID_HEXSZ - kFolderDigits ||
          git_oid_fromstr(&oid, (name.parent_path().filename().string() + digits).c_str()) < 0)
        continue;
      if (found) return GIT_EAMBIGUOUS;
      found = oid;
    }
    if (!found) return GIT_ENOTFOUND;
    whole = *found;
    return 0;
  }
};

}  // namespace

git_odb_backend* loose_objects(const fs::path& directory) {
  auto* backend = new LooseObjects(directory);
  git_odb_init_backend(backend, GIT_ODB_BACKEND_VERSION);
  backend->read = [](void** content, std::size_t* size, git_object_t* type, git_odb_backend* self, const git_oid* oid) {
    return static_cast<LooseObjects*>(self)->read_object(content, size, type, *oid);
  };
  backend->read_prefix = [](git_oid* whole, void** content, std::size_t* size, git_object_t* type,
                            git_odb_backend* self, const git_oid* beginning, std::size_t length) {
    const int code = LooseObjects::of(self).complete(*whole, *beginning, length);
    return code < 0 ? code : static_cast<LooseObjects*>(self)->read_object(content, size, type, *whole);
  };
  backend->read_header = [](std::size_t* size, git_object_t* type, git_odb_backend* self, const git_oid* oid) {
    Stream stream(LooseObjects::of(self).file_of(*oid));
    Beginning beginning;
    const int code = read_beginning(stream, beginning);
    *size = beginning.size;
    *type = beginning.type;
    return code;
  };
  backend->exists = [](git_odb_backend* self, const git_oid* oid) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(LooseObjects::of(self).file_of(*oid), ignored)) ? 1 : 0;
  };
  backend->exists_prefix = [](git_oid* whole, git_odb_backend* self, const git_oid* beginning, std::size_t length) {
    return LooseObjects::of(self).complete(*whole, *beginning, length);
  };
  backend->free = [](git_odb_backend* self) { delete static_cast<LooseObjects*>(self); };
  return backend;
}

}  // namespace gitview
