and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m12[36m:[39mline [1m[31m12[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m13[36m:[39mline [1m[31m13[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on 
[35mlines.txt[36m:[32m14[36m:[39mline [1m[31m14[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
[35mlines.txt[36m:[32m15[36m:[39mline [1m[31m15[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on 
[35mlines.txt[36m:[32m16[36m:[39mline [1m[31m16[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on 
[35mlines.txt[36m:[32m17[36m:[39mline [1m[31m17[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on 
[35mlines.txt[36m:[32m18[36m:[39mline [1m[31m18[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on 
[35mlines.txt[36m:[32m19[36m:[39mline [1m[31m19[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on 
[35mlines.txt[36m:[32m20[36m:[39mline [1m[31m20[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on 
[35mlines.txt[36m:[32m21[36m:[39mline [1m[31m21[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m22[36m:[39mline [1m[31m22[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m23[36m:[39mline [1m[31m23[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m24[36m:[39mline [1m[31m24[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m36[36m:[39mline [1m[31m36[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m37[36m:[39mline [1m[31m37[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on 
[35mlines.txt[36m:[32m38[36m:[39mline [1m[31m38[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
[35mlines.txt[36m:[32m39[36m:[39mline [1m[31m39[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on 
[35mlines.txt[36m:[32m40[36m:[39mline [1m[31m40[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on 
[35mlines.txt[36m:[32m41[36m:[39mline [1m[31m41[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on 
[35mlines.txt[36m:[32m42[36m:[39mline [1m[31m42[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on 
[35mlines.txt[36m:[32m43[36m:[39mline [1m[31m43[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on 
[35mlines.txt[36m:[32m44[36m:[39mline [1m[31m44[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on 
[35mlines.txt[36m:[32m45[36m:[39mline [1m[31m45[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m46[36m:[39mline [1m[31m46[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m47[36m:[39mline [1m[31m47[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m48[36m:[39mline [1m[31m48[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 

and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m60[36m:[39mline [1m[31m60[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m61[36m:[39mline [1m[31m61[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on 
[35mlines.txt[36m:[32m62[36m:[39mline [1m[31m62[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
[35mlines.txt[36m:[32m63[36m:[39mline [1m[31m63[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on 
[35mlines.txt[36m:[32m64[36m:[39mline [1m[31m64[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on 
[35mlines.txt[36m:[32m65[36m:[39mline [1m[31m65[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on 
[35mlines.txt[36m:[32m66[36m:[39mline [1m[31m66[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on 
[35mlines.txt[36m:[32m67[36m:[39mline [1m[31m67[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on 
[35mlines.txt[36m:[32m68[36m:[39mline [1m[31m68[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on 
[35mlines.txt[36m:[32m69[36m:[39mline [1m[31m69[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m70[36m:[39mline [1m[31m70[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m71[36m:[39mline [1m[31m71[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m72[36m:[39mline [1m[31m72[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 

[35mlines.txt[36m:[32m83[36m:[39mline [1m[31m83[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m84[36m:[39mline [1m[31m84[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m85[36m:[39mline [1m[31m85[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on 
[35mlines.txt[36m:[32m86[36m:[39mline [1m[31m86[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
[35mlines.txt[36m:[32m87[36m:[39mline [1m[31m87[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on 
[35mlines.txt[36m:[32m88[36m:[39mline [1m[31m88[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on 
[35mlines.txt[36m:[32m89[36m:[39mline [1m[31m89[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on 
[35mlines.txt[36m:[32m90[36m:[39mline [1m[31m90[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on 
[35mlines.txt[36m:[32m91[36m:[39mline [1m[31m91[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on 
[35mlines.txt[36m:[32m92[36m:[39mline [1m[31m92[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on 
[35mlines.txt[36m:[32m93[36m:[39mline [1m[31m93[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m94[36m:[39mline [1m[31m94[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m95[36m:[39mline [1m[31m95[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and on 
and on and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m96[36m:[39mline [1m[31m96[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m108[36m:[39mline [1m[31m108[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog 
[35mlines.txt[36m:[32m109[36m:[39mline [1m[31m109[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on 
[35mlines.txt[36m:[32m110[36m:[39mline [1m[31m110[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n 
[35mlines.txt[36m:[32m111[36m:[39mline [1m[31m111[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on 
[35mlines.txt[36m:[32m112[36m:[39mline [1m[31m112[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on 
[35mlines.txt[36m:[32m113[36m:[39mline [1m[31m113[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on 
[35mlines.txt[36m:[32m114[36m:[39mline [1m[31m114[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on 
[35mlines.txt[36m:[32m115[36m:[39mline [1m[31m115[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on and on 
[35mlines.txt[36m:[32m116[36m:[39mline [1m[31m116[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on and on and on 
[35mlines.txt[36m:[32m117[36m:[39mline [1m[31m117[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m118[36m:[39mline [1m[31m118[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on and on and on and on and on 
[35mlines.txt[36m:[32m119[36m:[39mline [1m[31m119[0m[39m[49m: [1m[31mthe[0m[39m[49m quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog and on and o
n and on and on and on and on and on and on and on and on and on 
[35mtext.txt[36m:[32m1[36m:[39mThe quick brown [1m[31mfox[0m[39m[49m jumps over [1m[31mthe[0m[39m[49m lazy dog.

