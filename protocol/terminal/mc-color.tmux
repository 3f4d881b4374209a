
[37m[44m┌<─[30m[47m /usr/share [37m[44m───────────────────.[^]>┐[39m[49m                                       [37m[44m┐
│[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m│
│[30m[46m/..              │UP--DIR│Nov 26 13:09[37m[44m│
│[97m/GConf           [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/X11           

















[37m[44m┌<─[30m[47m /usr/share [37m[44m───────────────────.[^]>┐[39m[49m                                       [37m[44m┐
│[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m│
│[30m[46m/..              │UP--DIR│Nov 26 13:09[37m[44m│
│[97m/GConf           [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m│
│[97m/aclocal         [37m│[97m   4096[37m│[97mSep 22 04:45[37m│
│[97m/alsa            [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applicat~egistry[37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applications    [37m│[97m   4096[37m│[97mNov 26 13:31[37m│
│[97m/apport          [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/base-files      [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/base-passwd     [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/bash-completion [37m│[97m   4096[37m│[97mMay 25  2023[37m│
│[97m/binfmts         [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/bug             [37m│[97m   4096[37m│






[30m[46m  Left     File     Command     Options     Right
[37m[44m┌<─[30m[47m /usr/share [37m[44m───────────────────.[^]>┐┌<─ /etc ────────────────────────[39m[49m      [37m[44m┐
│[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m│
│[30m[46m/..              │UP--DIR│Nov 26 13:09[37m[44m│
│[97m/GConf           [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m│
│[97m/aclocal         [37m│[97m   4096[37m│[97mSep 22 04:45[37m│
│[97m/alsa            [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applicat~egistry[37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applications    [37m│[97m   4096[37m│[97mNov 26 13:31[37m│
│[97m/apport          [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/base-files      [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/base-passwd     [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/bash-completion [37m│[97m   4096[37m│[97mMay 25  2023[37m│
│[97m/binfmts         [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/bug             [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
├──────────────────────────────────────┤
│UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘
[39m[49mHint: Tab changes your current panel.

[97m[40m 1[30m[46mHelp  [97m[40m 2[30m[46mMenu  [97m[40m 3[30m[46mView  [97m[40m 4[30m[46mEdit  [97m[40m 5[30m[46mCopy  [97m[40m 6[30m[46mRenMov[97m[40m 7[30m[46mMkdir [97m[40m 8[30m[46mDelete[97m[40m 9[30m[46mPullDn[97m[40m10[30m[46mQuit
[30m[46m  Left     File     Command     Options     Right
[37m[44m┌<─[30m[47m /usr/share [37m[44m───────────────────.[^]>┐┌<─ /etc ─────────────────────────.[^]>┐
│[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m││[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m│
│[30m[46m/..              │UP--DIR│Nov 26 13:09[37m[44m││[97m/..              [37m│[97mUP--DIR[37m│[97mNov 26 13:09[37m│
│[97m/GConf           [37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/.java           [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m││[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m││[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m││[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m│
│[97m/aclocal         [37m│[97m   4096[37m│[97mSep 22 04:45[37m││[97m/alternatives    [37m│[97m  20480[37m│[97mNov 26 13:31[37m│
│[97m/alsa            [37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/apache2         [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applicat~egistry[37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/apparmor.d      [37m│[97m   4096[37m│[97mSep 22 04:45[37m│
│[97m/applications    [37m│[97m   4096[37m│[97mNov 26 13:31[37m││[97m/apt             [37m│[97m   4096[37m│
│[97m/apport          [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/base-files      [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/base-passwd     [37m│[97m   4096[37m│[97mMay 20  2025[37m│
│[97m/bash-completion [37m│[97m   4096[37m│[97mMay 25  2023[37m│
│[97m/binfmts         [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/bug             [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
├──────────────────────────────────────┤
│UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘
[39m[49mHint: Tab changes your current panel.

[97m[40m 1[30m[46mHelp  [97m[40m 2[30m[46mMenu  [97m[40m 3[30m[46mView  [97m[40m 4[30m[46mEdit  [97m[40m 5[30m[46mCopy  [97m[40m 6[30m[46mRenMov[97m[40m 7[30m[46mMkdir [97m[40m 8[30m[46mDelete[97m[40m 9[30m[46mPullDn[97m[40m10[30m[46mQuit
[30m[46m  Left     File     Command     Options     Right
[37m[44m┌<─[30m[47m /usr/share [37m[44m───────────────────.[^]>┐┌<─ /etc ─────────────────────────.[^]>┐
│[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m││[93m.n     Name      [37m│[93m Size  [37m│[93mModify time [37m│
│[30m[46m/..              │UP--DIR│Nov 26 13:09[37m[44m││[97m/..              [37m│[97mUP--DIR[37m│[97mNov 26 13:09[37m│
│[97m/GConf           [37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/.java           [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m││[97m/ImageMagick-6   [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m││[97m/PackageKit      [37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m││[97m/X11             [37m│[97m   4096[37m│[97mMay 20  2026[37m│
│[97m/aclocal         [37m│[97m   4096[37m│[97mSep 22 04:45[37m││[97m/alternatives    [37m│[97m  20480[37m│[97mNov 26 13:31[37m│
│[97m/alsa            [37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/apache2         [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/applicat~egistry[37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/apparmor.d      [37m│[97m   4096[37m│[97mSep 22 04:45[37m│
│[97m/applications    [37m│[97m   4096[37m│[97mNov 26 13:31[37m││[97m/apt             [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/apport          [37m│[97m   4096[37m│[97mJun 24  2025[37m││[97m/bash_com~etion.d[37m│[97m   4096[37m│[97mMay  9  2026[37m│
│[97m/base-files      [37m│[97m   4096[37m│[97mMay 20  2025[37m││[97m/binfmt.d        [37m│[97m   4096[37m│[97mMay 29  2025[37m│
│[97m/base-passwd     [37m│[97m   4096[37m│[97mMay 20  2025[37m││[97m/ca-certificates [37m│[97m   4096[37m│[97mJun 24  2025[37m│
│[97m/bash-completion [37m│[97m   4096[37m│[97mMay 25  2023[37m││[97m/chromium        [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/binfmts         [37m│[97m   4096[37m│[97mMay  9  2026[37m││[97m/chromium.d      [37m│[97m   4096[37m│[97mNov 26 13:15[37m│
│[97m/bug             [37m│[97m   4096[37m│[97mNov 26 13:15[37m││[97m/cron.d          [37m│[97m   4096[37m│[97mMay 20  2025[37m│
├──────────────────────────────────────┤├──────────────────────────────────────┤
│UP--DIR                               ││UP--DIR                               │
└────────────────── 234G / 252G (92%) ─┘└────────────────── 234G / 252G (92%) ─┘
[39m[49mHint: Tab changes your current panel.
#
[97m[40m 1[30m[46mHelp  [97m[40m 2[30m[46mMenu  [97m[40m 3[30m[46mView  [97m[40m 4[30m[46mEdit  [97m[40m 5[30m[46mCopy  [97m[40m 6[30m[46mRenMov[97m[40m 7[30m[46mMkdir [97m[40m 8[30m[46mDelete[97m[40m 9[30m[46mPullDn[97m[40m10[30m[46mQuit
