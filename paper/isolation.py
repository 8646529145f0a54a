"""Which walls this machine can put around hostile bytes, best first.

Every way of isolating is tried once by really starting the sandbox's interpreter
behind it, because what works depends on the kernel, the container and who runs
the program, and none of these can be asked. Decision and measurements: ADR 0002.
"""

from __future__ import annotations

import functools
import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from paper.errors import SandboxUnavailable

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PROBE_S = 60
TEMP_BYTES = 2 * 1024 * 1024 * 1024

# systemd's list of user ids names this range as used by nobody, so the uid of a sandbox owns no file and no process.
FREE_UIDS = range(60_706, 61_184)

SYSTEM_PATHS = ("/etc/ld.so.cache", "/etc/alternatives", "/etc/fonts", "/var/cache/fontconfig")
MERGED_DIRECTORIES = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")

# The new root is laid over /tmp of a mount namespace that only the sandbox sees: there "/" is a mount point,
# which it is not in a plain chroot, and bubblewrap insists on it.
OWN_ROOT_SCRIPT = 'mount --rbind / /tmp && exec chroot /tmp "$@"'

_uid_steps = itertools.count(os.getpid() * 7)


@dataclass(frozen=True, slots=True)
class View:
    """What of the machine a sandbox sees: files to read, and the environment."""

    read_paths: tuple[Path, ...]

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment of the sandboxed processes; nothing is inherited."""
        return {
            "HOME": "/tmp",  # noqa: S108 this is the private /tmp inside the sandbox
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "OMP_THREAD_LIMIT": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(PROJECT_ROOT),
            "PYTHONSAFEPATH": "1",
            "PYTHONUTF8": "1",
        }


@dataclass(frozen=True, slots=True)
class Isolation:
    """One way of isolating.

    Attributes:
        name: What settings and reports call it.
        sentence: What it holds back, for `doctor`.
        command: Turns the sandbox's own command line into one that runs it behind the wall.
        own_processes: Whether the sandbox has a process namespace of its own.
        own_files: Whether it has a file system view, and a `/tmp`, of its own.
        other_user: Whether it runs as a user id of its own.
    """

    name: str
    sentence: str
    command: Callable[[View, Sequence[str], int], list[str]]
    own_processes: bool
    own_files: bool
    other_user: bool


def view_of(extra_read_paths: Sequence[Path]) -> View:
    """The view that the sandbox needs: system libraries, interpreter, our packages and `extra_read_paths`.

    Of the project only the packages are shown, never its root: data directories and
    settings files with secrets may lie there.
    """
    packages = sorted(found.parent for found in PROJECT_ROOT.glob("*/__init__.py"))
    wanted = [*_interpreter_paths(), *packages, *(path.absolute() for path in extra_read_paths)]
    return View(tuple(dict.fromkeys(path for path in wanted if not _is_below(path, Path("/usr")))))


def choose(view: View, wanted: str = "auto") -> Isolation:
    """The best isolation that works here, or the one that is asked for by name.

    Raises:
        SandboxUnavailable: The named one is unknown or does not work here.
    """
    candidates = [each for each in LADDER if wanted in ("auto", each.name)]
    for each in candidates:
        if _works(each.name, view):
            return each
    raise SandboxUnavailable(detail=f"isolation {wanted!r} does not work here")


def next_uid() -> int:
    """A user id for one sandbox; neighbours get different ones."""
    return FREE_UIDS[next(_uid_steps) % len(FREE_UIDS)]


@functools.cache
def _works(name: str, view: View) -> bool:
    isolation = next(each for each in LADDER if each.name == name)
    command = isolation.command(view, [sys.executable, "-c", "import paper.sandbox_child"], next_uid())
    if shutil.which(command[0]) is None or (isolation.other_user and os.geteuid() != 0):
        return False
    try:
        ended = subprocess.run(command, env=view.environment, capture_output=True, timeout=PROBE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ended.returncode == 0


def _bubblewrap(view: View, argv: Sequence[str], _uid: int) -> list[str]:
    namespaces = ["--unshare-all", "--unshare-user", "--disable-userns"]
    return ["bwrap", *namespaces, *_walls(view), "--", *argv]


def _bubblewrap_as_other_user(view: View, argv: Sequence[str], uid: int) -> list[str]:
    namespaces = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"]
    # setpriv needs these three to become the other user; it gives them up for good in the same step.
    changing_user = [word for cap in ("SETUID", "SETGID", "SETPCAP") for word in ("--cap-add", f"CAP_{cap}")]
    return ["bwrap", *namespaces, *_walls(view), *changing_user, "--", *_as_user(uid), *argv]


def _bubblewrap_in_chroot(view: View, argv: Sequence[str], uid: int) -> list[str]:
    inner = _bubblewrap_as_other_user(view, argv, uid)
    own_mounts = ["unshare", "--mount", "--propagation", "unchanged"]
    # Where mounts are shared with the host, laying a new root over /tmp would reach the host.
    private = ' shared:" /proc/self/mountinfo && exit 1; '
    return [*own_mounts, "sh", "-c", f'grep -q "{private}{OWN_ROOT_SCRIPT}', "sh", *inner]


def _namespaces(_view: View, argv: Sequence[str], uid: int) -> list[str]:
    own = ["--net", "--pid", "--ipc", "--uts", "--fork", "--kill-child"]
    return ["unshare", *own, *_as_user(uid), *argv]


def _limits_as_other_user(_view: View, argv: Sequence[str], uid: int) -> list[str]:
    return [*_as_user(uid), *argv]


def _limits(_view: View, argv: Sequence[str], _uid: int) -> list[str]:
    return list(argv)


def _as_user(uid: int) -> list[str]:
    user = ["setpriv", "--reuid", str(uid), "--regid", str(uid), "--clear-groups"]
    return [*user, "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs"]


def _walls(view: View) -> Iterator[str]:
    yield from ("--die-with-parent", "--new-session", "--cap-drop", "ALL", "--ro-bind", "/usr", "/usr")
    for directory in map(Path, MERGED_DIRECTORIES):
        if directory.is_symlink():
            yield from ("--symlink", str(directory.readlink()), str(directory))
        elif directory.is_dir():
            yield from ("--ro-bind", str(directory), str(directory))
    yield from ("--proc", "/proc", "--dev", "/dev", "--perms", "1777", "--size", str(TEMP_BYTES), "--tmpfs", "/tmp")  # noqa: S108
    shown = (*map(Path, SYSTEM_PATHS), *view.read_paths)
    # Folders that bubblewrap makes by itself on the way to a path are closed to other users.
    for folder in sorted({parent for path in shown for parent in path.parents} - {Path("/")}):
        yield from ("--dir", str(folder))
    for path in shown:
        yield from ("--ro-bind-try", str(path), str(path))
    yield from ("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/")


def _interpreter_paths() -> Iterator[Path]:
    """The environment, the interpreter under it, and every link between the two."""
    yield Path(sys.prefix)
    yield Path(sys.base_prefix)
    yield Path(sys.base_prefix).resolve()
    hop = Path(sys.executable)
    while hop.is_symlink():
        hop = hop.parent / hop.readlink()
        yield hop.parent.parent


def _is_below(path: Path, parent: Path) -> bool:
    return path.is_relative_to(parent)


LADDER = (
    Isolation(
        "bubblewrap-other-user",
        "bubblewrap: no network, no files but program files, own processes, a user id of its own",
        _bubblewrap_as_other_user,
        own_processes=True,
        own_files=True,
        other_user=True,
    ),
    Isolation(
        "bubblewrap-in-chroot",
        "bubblewrap inside a chroot: no network, no files but program files, own processes, a user id of its own",
        _bubblewrap_in_chroot,
        own_processes=True,
        own_files=True,
        other_user=True,
    ),
    Isolation(
        "bubblewrap",
        "bubblewrap: no network, no files but program files, own processes",
        _bubblewrap,
        own_processes=True,
        own_files=True,
        other_user=False,
    ),
    Isolation(
        "namespaces",
        "namespaces: no network, own processes, a user id of its own, but files that everybody may read are in sight; "
        "install bubblewrap for more",
        _namespaces,
        own_processes=True,
        own_files=False,
        other_user=True,
    ),
    Isolation(
        "limits-other-user",
        "limits-only: a user id of its own, limits on memory, time and file size, but network and files that everybody "
        "may read are in sight; allow namespaces and install bubblewrap for more",
        _limits_as_other_user,
        own_processes=False,
        own_files=False,
        other_user=True,
    ),
    Isolation(
        "limits-only",
        "limits-only: limits on memory, time and file size, but network and all that this user may read are in sight; "
        "allow user namespaces and install bubblewrap for more",
        _limits,
        own_processes=False,
        own_files=False,
        other_user=False,
    ),
)
