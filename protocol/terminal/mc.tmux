
┌<─[30m[47m /usr [39m[49m─────────────────────────.[^]>┐                                       ┐
│.n     Name      │ Size  │Modify time │
│[30m[47m/..              │UP--DIR│Nov 26 13:09[39m[49m│
│/bin             │  36864│Nov 26 13:31│
│/etc             │   4096│Nov 26 1



















┌<─[30m[47m /usr [39m[49m─────────────────────────.[^]>┐                                       ┐
│.n     Name      │ Size  │Modify time │
│[30m[47m/..              │UP--DIR│Nov 26 13:09[39m[49m│
│/bin             │  36864│Nov 26 13:31│
│/etc             │   4096│Nov 26 13:09│
│/games           │   4096│May  9  2025│
│/include         │  12288│Nov 26 13:31│
│/lib             │   4096│Nov 26 13:31│
│/lib64           │   4096│May 20  2026│
│/libexec         │   4096│Sep 22 04:45│
│/local           │   4096│May 20  2025│
│/sbin            │   4096│Nov 26 13:15│
│/share           │   4096│Nov 26 13:31│
│/src             │   4096│Jun 24  2025│
│                 │       │            │
│                 │       │            │
│                 │       │            │
├────────────────────────────────





[30m[47m  Left     File     Command     Options     Right
[39m[49m┌<─[30m[47m /usr [39m[49m─────────────────────────.[^]>┐┌<─ /etc                               ┐
│.n     Name      │ Size  │Modify time │
│[30m[47m/..              │UP--DIR│Nov 26 13:09[39m[49m│
│/bin             │  36864│Nov 26 13:31│
│/etc             │   4096│Nov 26 13:09│
│/games           │   4096│May  9  2025│
│/include         │  12288│Nov 26 13:31│
│/lib             │   4096│Nov 26 13:31│
│/lib64           │   4096│May 20  2026│
│/libexec         │   4096│Sep 22 04:45│
│/local           │   4096│May 20  2025│
│/sbin            │   4096│Nov 26 13:15│
│/share           │   4096│Nov 26 13:31│
│/src             │   4096│Jun 24  2025│
│                 │       │            │
│                 │       │            │
│                 │       │            │
├──────────────────────────────────────┤
│UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘
Hint: Tab changes your current panel.

 1[30m[47mHelp  [39m[49m 2[30m[47mMenu  [39m[49m 3[30m[47mView  [39m[49m 4[30m[47mEdit  [39m[49m 5[30m[47mCopy  [39m[49m 6[30m[47mRenMov[39m[49m 7[30m[47mMkdir [39m[49m 8[30m[47mDelete[39m[49m 9[30m[47mPullDn[39m[49m10[30m[47mQuit
[30m[47m  Left     File     Command     Options     Right
[39m[49m┌<─[30m[47m /usr [39m[49m─────────────────────────.[^]>┐┌<─ /etc ─────────────────────────.[^]>┐
│.n     Name      │ Size  │Modify time ││.n     Name      │ Size  │Modify time │
│[30m[47m/..              │UP--DIR│Nov 26 13:09[39m[49m││/..              │UP--DIR│Nov 26 13:09│
│/bin             │  36864│Nov 26 13:31││/.java           │   4096│Jun 24  2025│
│/etc             │   4096│Nov 26 13:09││/ImageMagick-6   │   4096│Nov 26 13:15│
│/games           │   4096│May  9  2025││/PackageKit      │   4096│May  9  2026│
│/include         │  12288│Nov 26 13:31││/X11             │   4096│May 20  2026│
│/lib             │   4096│Nov 26 13:31││/alternatives    │  20480│Nov 26 13:31│
│/lib64           │   4096│May 20  2026││/apache2         │   4096│Jun 24  2025│
│/libexec         │   4096│Sep 22 04:45││/apparmor.d      │   4096│Sep 22 04:45│
│/local           │   4096│May 20  2025││/apt             │   4096│Jun 24  20
│/sbin            │   4096│Nov 26 13:15│
│/share           │   4096│Nov 26 13:31│
│/src             │   4096│Jun 24  2025│
│                 │       │            │
│                 │       │            │
│                 │       │            │
├──────────────────────────────────────┤
│UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘
Hint: Tab changes your current panel.

 1[30m[47mHelp  [39m[49m 2[30m[47mMenu  [39m[49m 3[30m[47mView  [39m[49m 4[30m[47mEdit  [39m[49m 5[30m[47mCopy  [39m[49m 6[30m[47mRenMov[39m[49m 7[30m[47mMkdir [39m[49m 8[30m[47mDelete[39m[49m 9[30m[47mPullDn[39m[49m10[30m[47mQuit
[30m[47m  Left     File     Command     Options     Right
[39m[49m┌<─[30m[47m /usr [39m[49m─────────────────────────.[^]>┐┌<─ /etc ─────────────────────────.[^]>┐
│.n     Name      │ Size  │Modify time ││.n     Name      │ Size  │Modify time │
│[30m[47m/..              │UP--DIR│Nov 26 13:09[39m[49m││/..              │UP--DIR│Nov 26 13:09│
│/bin             │  36864│Nov 26 13:31││/.java           │   4096│Jun 24  2025│
│/etc             │   4096│Nov 26 13:09││/ImageMagick-6   │   4096│Nov 26 13:15│
│/games           │   4096│May  9  2025││/PackageKit      │   4096│May  9  2026│
│/include         │  12288│Nov 26 13:31││/X11             │   4096│May 20  2026│
│/lib             │   4096│Nov 26 13:31││/alternatives    │  20480│Nov 26 13:31│
│/lib64           │   4096│May 20  2026││/apache2         │   4096│Jun 24  2025│
│/libexec         │   4096│Sep 22 04:45││/apparmor.d      │   4096│Sep 22 04:45│
│/local           │   4096│May 20  2025││/apt             │   4096│Jun 24  2025│
│/sbin            │   4096│Nov 26 13:15││/bash_com~etion.d│   4096│May  9  2026│
│/share           │   4096│Nov 26 13:31││/binfmt.d        │   4096│May 29  2025│
│/src             │   4096│Jun 24  2025││/ca-certificates │   4096│Jun 24  2025│
│                 │       │            ││/chromium        │   4096│Nov 26 13:15│
│                 │       │            ││/chromium.d      │   4096│Nov 26 13:15│
│                 │       │            ││/cron.d          │   4096│May 20  2025│
├──────────────────────────────────────┤├──────────────────────────────────────┤
│UP--DIR                               ││UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘└────────────────── 234G / 252G (92%) ─┘
Hint: Tab changes your current panel.
#
 1[30m[47mHelp  [39m[49m 2[30m[47mMenu  [39m[49m 3[30m[47mView  [39m[49m 4[30m[47mEdit  [39m[49m 5[30m[47mCopy  [39m[49m 6[30m[47mRenMov[39m[49m 7[30m[47mMkdir [39m[49m 8[30m[47mDelete[39m[49m 9[30m[47mPullDn[39m[49m10[30m[47mQuit
