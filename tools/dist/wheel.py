"""wheel.py LIBRARY FOLDER [strict]: python/arrian with the shared library and the weights inside, as FOLDER/arrian-VERSION-py3-none-PLATFORM.whl.

PLATFORM is manylinux_2_N where the library asks for nothing but glibc up to 2.N, else linux, which is for this machine
alone (strict: an error). Same input, same bytes."""
import base64
import hashlib
import os
import platform
import re
import subprocess
import sys
import zipfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
GLIBC = {"libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "libgcc_s.so.1", "ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1"}
DAY = (2026, 1, 1, 0, 0, 0)


def platform_of(library, strict):
    told = subprocess.run(["objdump", "-p", library], capture_output=True, text=True, check=True).stdout
    others = sorted(set(re.findall(r"^\s*NEEDED\s+(\S+)", told, re.M)) - GLIBC)
    if others and strict:
        sys.exit(f"wheel.py: {library} asks for {', '.join(others)}; link these static (tools/dist/libraries.sh)")
    newest = max(int(n) for n in re.findall(r"GLIBC_2\.(\d+)", told))
    return f"{'linux' if others else f'manylinux_2_{newest}'}_{platform.machine()}"


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def main(library, folder, strict=""):
    package = os.path.join(ROOT, "python")
    version = re.search(r'ARRIAN_VERSION "(.+)"', text("include/arrian.h"))[1]
    tag = f"py3-none-{platform_of(library, strict == 'strict')}"
    info = f"arrian-{version}.dist-info"
    files = {f"arrian/{name}": os.path.join(package, "arrian", name) for name in sorted(os.listdir(package + "/arrian")) if name.endswith((".py", ".typed"))}
    files |= {"arrian_spark.py": package + "/arrian_spark.py", "arrian/libarrian.so": library, "arrian/arrian.weights": ROOT + "/models/arrian.weights",
              **{f"{info}/licenses/{name}": os.path.join(ROOT, name) for name in ("LICENSE", "NOTICE")}}
    held = {}
    for name, path in files.items():
        with open(path, "rb") as file:
            held[name] = file.read()
    held[f"{info}/METADATA"] = (
        f"Metadata-Version: 2.1\nName: arrian\nVersion: {version}\nSummary: what news reports say together, with the bytes that prove it\n"
        "License: Apache-2.0\nRequires-Python: >=3.10\nProvides-Extra: pandas\nRequires-Dist: pandas; extra == 'pandas'\n"
        "Description-Content-Type: text/markdown\n\n" + text("README.md")).encode()
    held[f"{info}/WHEEL"] = f"Wheel-Version: 1.0\nGenerator: arrian\nRoot-Is-Purelib: false\nTag: {tag}\n".encode()
    record = "".join(f"{name},sha256={base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b'=').decode()},{len(body)}\n" for name, body in held.items())
    held[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"arrian-{version}-{tag}.whl")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for name, body in held.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.external_attr, entry.compress_type = (0o755 if name.endswith(".so") else 0o644) << 16, zipfile.ZIP_DEFLATED
            wheel.writestr(entry, body)
    print(path)


main(*sys.argv[1:])
