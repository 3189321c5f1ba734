#ifndef COUNTERSIGN_CGIT2_SHIM_H
#define COUNTERSIGN_CGIT2_SHIM_H

#include <git2.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>

/* git_libgit2_opts takes a variable list of arguments, which Swift cannot call: one function an option. */

/* Whether objects and references are flushed to the disk before a write counts as done. */
static inline int countersign_git2_fsync(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

/* Whether objects that were read are kept in memory, and handed out again without being hashed. */
static inline int countersign_git2_cache(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_CACHING, enabled);
}

/* Whether the id of every object that is read is recomputed from its content. */
static inline int countersign_git2_strict_hashes(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, enabled);
}

/* Whether libgit2 looks up what is put into a tree or a reference: by a way of its own to read loose objects, which
   does not end on one that was cut off. */
static inline int countersign_git2_strict_creation(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, enabled);
}

/* Lets repositories be opened that the caller goes on to judge itself, in its own words. */
static inline int countersign_git2_open_for_judgement(void) {
  const char *extensions[] = {"partialclone", "objectformat"};
  return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof(extensions) / sizeof(*extensions));
}

#endif
