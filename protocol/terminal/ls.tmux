total 288
drwxr-xr-x 59 root root  4096 Nov 26 13:31 [1m[34m.
[0m[39m[49mdrwxr-xr-x 13 root root  4096 Nov 26 13:09 [1m[34m..
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Aug 18  2021 [1m[34mX11
[0m[39m[49mdrwxr-xr-x  5 root root  4096 May 20  2025 [1m[34mapt
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mbfd-plugins
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mbinfmt.d
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Nov 26 13:15 [1m[34mchromium
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mcompat-ld
[0m[39m[49mlrwxrwxrwx  1 root root    21 Jan  8  2023 [1m[36mcpp[0m[39m[49m -> /etc/alternatives/cpp
drwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mdbus-1.0
[0m[39m[49mdrwxr-xr-x  4 root root  4096 Sep 22 04:45 [1m[34mdebug
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May 25  2023 [1m[34mdpkg
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34menvironment.d
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May 20  2026 [1m[34mfile
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mfirmware
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Jun 24  2025 [1m[34mgcc
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mgirepository-1.0
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May  9  2026 [1m[34mgit-core
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mgnupg
[0m[39m[49mdrwxr-xr-x  2 root root 



drwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mgirepository-1.0
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May  9  2026 [1m[34mgit-core
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mgnupg
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mgnupg2
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mgold-ld
[0m[39m[49mdrwxr-xr-x  7 root root  4096 Jun 24  2025 [1m[34mgoogle-cloud-sdk
[0m[39m[49mdrwxr-xr-x  4 root root  4096 Sep 22 04:45 [1m[34mgroff
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Sep 22 04:45 [1m[34mheaptrack
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May 20  2025 [1m[34minit
[0m[39m[49mdrwxr-xr-x  5 root root  4096 Sep 22 04:44 [1m[34mjvm
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Jun 24  2025 [1m[34mkernel
[0m[39m[49mdrwxr-xr-x  7 root root  4096 May  9  2026 [1m[34mllvm-14
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Mar  6  2025 [1m[34mlocale
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May 20  2025 [1m[34mlsb
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Sep 22 04:45 [1m[34mman-db
[0m[39m[49mdrwxr-xr-x  5 root root  4096 Nov 26 13:31 [1m[34mmc
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Jan 20  2024 [1m[34mmime
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mmodprobe.d
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May 29  2025 [1m[34mmodules-load.d
[0m[39m[49mdrwxr-xr-x  4 root root  4096 Sep 22 04:45 [1m[34mnode_modules
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mopenssh
[0m[39m[49m-rw-r--r--  1 root root   267 May  9  2025 os-release
drwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mpam.d
[0m[39m[49mdrwxr-xr-x  5 root root
drwxr-xr-x  4 root root  4096 Sep 22 04:45 [1m[34mnode_modules
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34mopenssh
[0m[39m[49m-rw-r--r--  1 root root   267 May  9  2025 os-release
drwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mpam.d
[0m[39m[49mdrwxr-xr-x  5 root root  4096 Sep 22 04:45 [1m[34mperf-core
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jan 22  2023 [1m[34mpkgconfig
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mpolicykit-1
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mpolkit-1
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May 20  2026 [1m[34mpostgresql
[0m[39m[49mdrwxr-xr-x  3 root root  4096 Jun 24  2025 [1m[34mpython3
[0m[39m[49mdrwxr-xr-x 35 root root  4096 May  9  2026 [1m[34mpython3.11
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Nov 22  2022 [1m[34msasl2
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34msoftware-properties
[0m[39m[49mdrwxr-xr-x  3 root root  4096 May  9  2026 [1m[34mssl
[0m[39m[49mdrwxr-xr-x  2 root root  4096 Jun 24  2025 [1m[34msysctl.d
[0m[39m[49mdrwxr-xr-x 15 root root  4096 Jun 24  2025 [1m[34msystemd
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34msysusers.d
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mtcl8.6
[0m[39m[49mlrwxrwxrwx  1 root root    19 Feb 19  2023 [1m[36mtclConfig.sh[0m[39m[49m -> tcl8.6/tclConfig.sh
lrwxrwxrwx  1 root root    21 Feb 19  2023 [1m[36mtclooConfig.sh[0m[39m[49m -> tcl8.6/tclooConfig.
sh
drwxr-xr-x  3 root root  4096 May  9  2026 [1m[34mtcltk
[0m[39m[49mdrwxr-xr-x 16 root root  4096 May  7  2023 [1m[34mterminfo
[0m[39m[49mdrwxr-xr-x  2 root root  4096 May  9  2026 [1m[34mtk8.6
[1m[32mapt-config
apt-get
apt-key
apt-mark
[36mar
[32march
[36mas
awk
[32mb2sum
base32
base64
basename
basenc
bash
bashbug
bc
[36mbq
[32mbrotli
[36mbugpoint
bugpoint-14
[32mbunzip2
busctl
bzcat
[36mbzcmp
[1m[32mclear
clear_console
[36mclusterdb
[32mcmp
col
colcrt
colrm
column
comm
corelist
[36mcorepack
count-14
[32mcp
cpan
cpan5.36-x86_64-linux-gnu
[36mcpp
cpp-12
createdb
createlang
createuser
[32mcscope
cscope-indexer
csplit

