
  [36m  0[1m[39m[[0m[39m[49m                            [1m[90m0.0%[39m][0m[39m[49m [36mTasks: [1m1[0m[36m[49m, [1m[32m0[0m[36m[49m thr[1m[90m, 0 kthr[0m[36m[49m; [1m[32m1[0m[36m[49m running
[39m  [36m  1[1m[39m[[0m[39m[49m                            [1m[90m0.0%[39m][0m[39m[49m [36mLoad average: [1m[39m3.64 [36m3.81 [0m[36m[49m2.32 
[39m  [36mMem[1m[39m[[0m[32m[49m|[1m[34m|[0m[35m[49m|[33m||||





















  [36m  0[1m[39m[[0m[39m[49m                            [1m[90m0.0%[39m][0m[39m[49m [36mTasks: [1m1[0m[36m[49m, [1m[32m0[0m[36m[49m thr[1m[90m, 0 kthr[0m[36m[49m; [1m[32m1[0m[36m[49m running
[39m  [36m  1[1m[39m[[0m[39m[49m                            [1m[90m0.0%[39m][0m[39m[49m [36mLoad average: [1m[39m3.64 [36m3.81 [0m[36m[49m2.32 
[39m  [36mMem[1m[39m[[0m[32m[49m|[1m[34m|[0m[35m[49m|[33m||||[39m               [1m[90m130M/23.5G[39m][0m[39m[49m [36mUptime: [1m00:44:15
[0m[39m[49m  [36mSwp[1m[39m[[0m[39m[49m                           [1m[90m0K/0K[39m]

[0m[39m[49m  [32m[42m[[30mMain[32m][39m[49m [34m[44m[[30mI/O[34m]
[30m[42m    PID USER       PRI  NI  VIRT   RES   SHR S [46m CPU%▽[42mMEM%   TIME+  Command
[39m[46m     [30m 1 root        30  10  5104  3896  3276 R   0.0  0.0  0:00.00 htop -d 5














[39m[49mF1[30m[46mHelp  [39m[49mF2[30m[46mSetup 

  [36m  0[1m[39m[[0m[31m[49m|[39m                           [1m[90m2.0%[39m][0m[39m[49m [36mTasks: [1m1[0m[36m[49m, [1m[32m0[0m[36m[49m thr[1m[90m, 0 kthr[0m[36m[49m; [1m[32m1[0m[36m[49m running
[39m  [36m  1[1m[39m[[0m[31m[49m|[39m                           [1m[90m2.0%[39m][0m[39m[49m [36mLoad average: [1m[39m3.64 [36m3.81 [0m[36m[49m2.32 
[39m  [36mMem[1m[39m[[0m[32m[49m|[1m[34m|[0m[35m[49m|[33m||||[39m               [1m[90m130M/23.5G[39m][0m[39m[49m [36mUptime: [1m00:44:16
[0m[39m[49m  [36mSwp[1m[39m[[0m[39m[49m                           [1m[90m0K/0K[39m]

[0m[39m[49m  [32m[42m[[30mMain[32m][39m[49m [34m[44m[[30mI/O[34m]
[30m[42m    PID USER       PRI  NI  VIRT   RES   SHR S [46m CPU%▽[42mMEM%   TIME+  Command
[39m[49m      1 root        30 [32m 10 [36m 5[39m104 [36m 3[30m[46m904  3276 R   0.0  0.0  0:00.00 htop -d 5














[39m[49mF1[30m[46mHelp  [39m[49mF2[30m[46mSetup [39m[49mF3[30m[46mSearch[39m[49mF4[30m[46mFilter[39m[49mF5[30m[46mTree  [39m[49mF6[30m[46mSortBy[39m[49mF7[30m[46mNice -[39m[49mF8[30m[46mNice +[39m[49mF9[30m[46mKill  [39m[49mF10[30m[46mQuit

  [36m  0[1m[39m[[0m[31m[49m|[39m                           [1m[90m2.0%[39m][0m[39m[49m [36mTasks: [1m1[0m[36m[49m, [1m[32m0[0m[36m[49m thr[1m[90m, 0 kthr[0m[36m[49m; [1m[32m1[0m[36m[49m running
[39m  [36m  1[1m[39m[[0m[31m[49m|[39m                           [1m[90m2.0%[39m][0m[39m[49m [36mLoad average: [1m[39m3.64 [36m3.81 [0m[36m[49m2.32 
[39m  [36mMem[1m[39m[[0m[32m[49m|[1m[34m|[0m[35m[49m|[33m||||[39m               [1m[90m130M/23.5G[39m][0m[39m[49m [36mUptime: [1m00:44:16
[0m[39m[49m  [36mSwp[1m[39m[[0m[39m[49m                           [1m[90m0K/0K[39m]

[0m[39m[49m  [32m[42m[[30mMain[32m][39m[49m [34m[44m[[30mI/O[34m]
[30m[42m    PID USER       PRI  NI  VIRT   RES   SHR S [46m CPU%▽[42mMEM%   TIME+  Command
[39m[46m     [30m 1 root        30  12  5104  3904  3276 R   0.0  0.0  0:00.00 htop -d 5














[39m[49mF1[30m[46mHelp  [39m[49mF2[30m[46mSetup [39m[49mF3[30m[46mSearch[39m[49mF4[30m[46mFilter[39m[49mF5[30m[46mTree  [39m[49mF6[30m[46mSortBy[39m[49mF7[30m[46mNice -[39m[49mF8[30m[46mNice +[39m[49mF9[30m[46mKill  [39m[49mF10[30m[46mQuit

  [36m  0[1m[39m[[90m [0m[39m[49m                           [1m[90m0.0%[39m][0m[39m[49m [36mTasks: [1m1[0m[36m[49m, [1m[32m0[0m[36m[49m thr[1m[90m, 0 kthr[0m[36m[49m; [1m[32m1[0m[36m[49m running
[39m  [36m  1[1m[39m[[90m [0m[39m[49m                           [1m[90m0.0%[39m][0m[39m[49m [36mLoad average: [1m[39m3.35 [36m3.74 [0m[36m[49m2.31 
[39m  [36mMem[1m[39m[[0m[32m[49m|[1m[34m|[0m[35m[49m|[33m||||[39m               [1m[90m131M/23.5G[39m][0m[39m[49m [36mUptime: [1m00:44:18
[0m[39m[49m  [36mSwp[1m[39m[[0m[39m[49m                           [1m[90m0K/0K[39m]

[0m[39m[49m  [32m[42m[[30mMain[32m][39m[49m [34m[44m[[30mI/O[34m]
[30m[46m    PID△[42mUSER       PRI  NI  VIRT   RES   SHR S  CPU% MEM%   TIME+  Command
[39m[46m     [30m 1 root        32  12  5104  3904  3276 R   0.0  0.0  0:00.00 htop -d 5














[39m[49mEnter[30m[46mDone  [39m[49mEsc[30m[46mClear [39m[49m  [30m[46m Filter: [39m                                                
