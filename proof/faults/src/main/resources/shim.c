/* Preloaded into PostgreSQL and the virtual machine: a disk that takes its time, a clock that is
   wrong. Both follow a file of two numbers, milliseconds and seconds, that the program changes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static volatile int64_t *settings(void) {
  static volatile int64_t none[2];
  static volatile int64_t *map;
  if (!map) {
    const char *path = getenv("SHIM_SETTINGS");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *at = fd < 0 ? MAP_FAILED : mmap(0, 16, PROT_READ, MAP_SHARED, fd, 0);
    map = at == MAP_FAILED ? none : at;
    if (fd >= 0) close(fd);
  }
  return map;
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

int fsync(int fd) {
  static int (*next)(int);
  if (!next) next = real("fsync");
  usleep(settings()[0] * 1000);
  return next(fd);
}

int fdatasync(int fd) {
  static int (*next)(int);
  if (!next) next = real("fdatasync");
  usleep(settings()[0] * 1000);
  return next(fd);
}

int clock_gettime(clockid_t clock, struct timespec *t) {
  static int (*next)(clockid_t, struct timespec *);
  if (!next) next = real("clock_gettime");
  int result = next(clock, t);
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) t->tv_sec += settings()[1];
  return result;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
  static int (*next)(struct timeval *, void *);
  if (!next) next = real("gettimeofday");
  int result = next(t, zone);
  t->tv_sec += settings()[1];
  return result;
}

time_t time(time_t *t) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (t) *t = now.tv_sec;
  return now.tv_sec;
}
