top - 13:53:31 up 44 min,  0 user,  load average: 3.35, 3.74, 2.31
Tasks:[1m   1 [0m[39m[49mtotal,[1m   1 [0m[39m[49mrunning,[1m   0 [0m[39m[49msleeping,[1m   0 [0m[39m[49mstopped,[1m   0 [0m[39m[49mzombie
%Cpu(s):[1m100.0 [0m[39m[49mus,[1m  0.0 [0m[39m[49msy,[1m  0.0 [0m[39m[49mni,[1m  0.0 [0m[39m[49mid,[1m  0.0 [0m[39m[49mwa,[1m  0.0 [0m[39m[49mhi,[1m  0.0 [0m[39m[49msi,[1m  0.0 [0m[39m[49mst 
MiB Mem :[1m  24105.6 [0m[39m[49mtotal,[1m  21243.3 [0m[39m[49mfree,[1m    475.8 [0m[39m[49mused,[1m   2692.8 [0m[39m[49mbuff/cache     
MiB Swap:[1m      0.0 [0m[39m[49mtotal,[1m      0.0 [0m[39m[49mfree,[1m      0.0 [0m[39m[49mused.[1m  23629.8 [0m[39m[49mavail Mem 

[7m    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
[0;1m[39m[49m      1 root      30  10    9060   5264   3148 R   0.0   0.0   0:00.00 top      
















top - 13:53:32 up 44 min,  0 user,  load average: 3.32, 3.73, 2.31
Tasks:[1m   1 [0m[39m[49mtotal,[1m   1 [0m[39m[49mrunning,[1m   0 [0m[39m[49msleeping,[1m   0 [0m[39m[49mstopped,[1m   0 [0m[39m[49mzombie
%Cpu(s):[1m 92.2 [0m[39m[49mus,[1m  7.8 [0m[39m[49msy,[1m  0.0 [0m[39m[49mni,[1m  0.0 [0m[39m[49mid,[1m  0.0 [0m[39m[49mwa,[1m  0.0 [0m[39m[49mhi,[1m  0.0 [0m[39m[49msi,[1m  0.0 [0m[39m[49mst 
MiB Mem :[1m  24105.6 [0m[39m[49mtotal,[1m  21130.5 [0m[39m[49mfree,[1m    549.9 [0m[39m[49mused,[1m   2731.4 [0m[39m[49mbuff/cache     
MiB Swap:[1m      0.0 [0m[39m[49mtotal,[1m      0.0 [0m[39m[49mfree,[1m      0.0 [0m[39m[49mused.[1m  23555.7 [0m[39m[49mavail Mem 

[7m    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
[0;1m[39m[49m      1 root      30  10    9060   5264   3148 R   0.0   0.0   0:00.00 top -d + 
















top - 13:53:32 up 44 min,  0 user,  load average: 3.32, 3.73, 2.31
Tasks:[1m   1 [0m[39m[49mtotal,[1m   1 [0m[39m[49mrunning,[1m   0 [0m[39m[49msleeping,[1m   0 [0m[39m[49mstopped,[1m   0 [0m[39m[49mzombie
%Cpu0  :[1m  0.0 [0m[39m[49mus,[1m  0.0 [0m[39m[49msy,[1m  0.0 [0m[39m[49mni,[1m100.0 [0m[39m[49mid,[1m  0.0 [0m[39m[49mwa,[1m  0.0 [0m[39m[49mhi,[1m  0.0 [0m[39m[49msi,[1m  0.0 [0m[39m[49mst 
%Cpu1  :[1m  0.0 [0m[39m[49mus,[1m  0.0 [0m[39m[49msy,[1m  0.0 [0m[39m[49mni,[1m100.0 [0m[39m[49mid,[1m  0.0 [0m[39m[49mwa,[1m  0.0 [0m[39m[49mhi,[1m  0.0 [0m[39m[49msi,[1m  0.0 [0m[39m[49mst 
MiB Mem :[1m  24105.6 [0m[39m[49mtotal,[1m  21085.8 [0m[39m[49mfree,[1m    593.7 [0m[39m[49mused,[1m   2732.3 [0m[39m[49mbuff/cache     
MiB Swap:[1m      0.0 [0m[39m[49mtotal,[1m      0.0 [0m[39m[49mfree,[1m      0.0 [0m[39m[49mused.[1m  23511.9 [0m[39m[49mavail Mem 

[7m    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
[0;1m[39m[49m      1 root      30  10    9060   5264   3148 R   0.0   0.0   0:00.00 top -d + 















top - 13:53:33 up 44 min,  0 user,  load average: 3.32, 3.73, 2.31
[31mTasks:[1m[39m   1 [0m[31m[49mtotal,[1m[39m   1 [0m[31m[49mrunning,[1m[39m   0 [0m[31m[49msleeping,[1m[39m   0 [0m[31m[49mstopped,[1m[39m   0 [0m[31m[49mzombie
%Cpu0  :[1m[39m100.0 [0m[31m[49mus,[1m[39m  0.0 [0m[31m[49msy,[1m[39m  0.0 [0m[31m[49mni,[1m[39m  0.0 [0m[31m[49mid,[1m[39m  0.0 [0m[31m[49mwa,[1m[39m  0.0 [0m[31m[49mhi,[1m[39m  0.0 [0m[31m[49msi,[1m[39m  0.0 [0m[31m[49mst[39m 
[31m%Cpu1  :[1m[39m100.0 [0m[31m[49mus,[1m[39m  0.0 [0m[31m[49msy,[1m[39m  0.0 [0m[31m[49mni,[1m[39m  0.0 [0m[31m[49mid,[1m[39m  0.0 [0m[31m[49mwa,[1m[39m  0.0 [0m[31m[49mhi,[1m[39m  0.0 [0m[31m[49msi,[1m[39m  0.0 [0m[31m[49mst[39m 
[31mMiB Mem :[1m[39m  24105.6 [0m[31m[49mtotal,[1m[39m  21059.5 [0m[31m[49mfree,[1m[39m    619.5 [0m[31m[49mused,[1m[39m   2732.8 [0m[31m[49mbuff/cache[39m     
[31mMiB Swap:[1m[39m      0.0 [0m[31m[49mtotal,[1m[39m      0.0 [0m[31m[49mfree,[1m[39m      0.0 [0m[31m[49mused.[1m[39m  23486.0 [0m[31m[49mavail Mem 

[7m[33m    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
[0;1m[31m[49m      1 root      30  10    9060   5264   3148 R   0.0   0.0   0:00.00 top -d + 















top - 13:53:34 up 44 min,  0 user,  load average: 3.32, 3.73, 2.31
[31mTasks:[1m[39m   1 [0m[31m[49mtotal,[1m[39m   1 [0m[31m[49mrunning,[1m[39m   0 [0m[31m[49msleeping,[1m[39m   0 [0m[31m[49mstopped,[1m[39m   0 [0m[31m[49mzombie
%Cpu0  :[1m[39m 78.4 [0m[31m[49mus,[1m[39m 19.6 [0m[31m[49msy,[1m[39m  0.0 [0m[31m[49mni,[1m[39m  2.0 [0m[31m[49mid,[1m[39m  0.0 [0m[31m[49mwa,[1m[39m  0.0 [0m[31m[49mhi,[1m[39m  0.0 [0m[31m[49msi,[1m[39m  0.0 [0m[31m[49mst[39m 
[31m%Cpu1  :[1m[39m 92.0 [0m[31m[49mus,[1m[39m  8.0 [0m[31m[49msy,[1m[39m  0.0 [0m[31m[49mni,[1m[39m  0.0 [0m[31m[49mid,[1m[39m  0.0 [0m[31m[49mwa,[1m[39m  0.0 [0m[31m[49mhi,[1m[39m  0.0 [0m[31m[49msi,[1m[39m  0.0 [0m[31m[49mst[39m 
[31mMiB Mem :[1m[39m  24105.6 [0m[31m[49mtotal,[1m[39m  21059.5 [0m[31m[49mfree,[1m[39m    619.5 [0m[31m[49mused,[1m[39m   2732.8 [0m[31m[49mbuff/cache[39m     
[31mMiB Swap:[1m[39m      0.0 [0m[31m[49mtotal,[1m[39m      0.0 [0m[31m[49mfree,[1m[39m      0.0 [0m[31m[49mused.[1m[39m  23486.0 [0m[31m[49mavail Mem 

[7m[33m    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND  
[0;1m[31m[49m      1 root      30  10    9060   5264   3148 R   0.0   0.0   0:00.00 top -d + 















