/*
 * Runs a program and says what it took. The last line on stderr: seconds by the wall and of the processor, peak
 * resident KiB of its largest process, exit code. SIGTERM ends the program and all that it started.
 */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void end(int signal) {
  (void)signal;
  kill(0, SIGKILL);
}

int main(int argc, char **argv) {
  struct timespec began, ended;
  struct rusage used;
  int status;
  if (argc < 2) return 2;
  setpgid(0, 0);
  signal(SIGTERM, end);
  clock_gettime(CLOCK_MONOTONIC, &began);
  pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return 3;
  clock_gettime(CLOCK_MONOTONIC, &ended);
#ifdef __APPLE__
  used.ru_maxrss /= 1024;
#endif
  fprintf(stderr, "\n%.6f %.6f %ld %d\n", (double)(ended.tv_sec - began.tv_sec) + (ended.tv_nsec - began.tv_nsec) / 1e9,
          (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6,
          used.ru_maxrss, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
