 
line 17: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on 
line 18: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on 
line 19: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on 
line 20: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on 
line 21: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on 
line 22: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on 
line 23: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on and on 
line 24: the quick brown fox jumps over the lazy dog 
line 25: the quick brown fox jumps over the lazy dog and on 
line 26: the quick brown fox jumps over the lazy dog and on and on 
line 27: the quick brown fox jumps over the lazy dog and on and on and on 
line 28: the quick brown fox jumps over the lazy dog and on and on and on and on
 
line 29: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on 
line 30: the quick brown fox jumps over the laz
 and on 
line 18: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on 
line 19: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on 
line 20: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on 
line 21: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on 
line 22: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on 
line 23: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on and on 
line 24: the quick brown fox jumps over the lazy dog 
line 25: the quick brown fox jumps over the lazy dog and on 
line 26: the quick brown fox jumps over the lazy dog and on and on 
line 27: the quick brown fox jumps over the lazy dog and on and on and on 
line 28: the quick brown fox jumps over the lazy dog and on and on and on and on
 
line 29: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on 
line 30: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on 
line 
line 17: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on 
line 18: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on 
line 19: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on 
line 20: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on 
line 21: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on 
line 22: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on 
line 23: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on and on 
line 24: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog 
line 25: the quick brown [7mfo[0m[39m[49mx jumps over the lazy dog and on 
line 26: the quick brown fox jumps over the lazy dog and on and on 
line 27: the quick brown fox jumps over the lazy dog and on and on and on 
line 28: the quick brown fox jumps over the lazy dog and on and on and on and on
 
line 29: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on 
line 30: the quick brown fox jumps over the lazy dog and on and on and on and on
 
and on and o
line 10: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on 
line 11: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on and on 
line 12: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog 
line 13: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on 
line 14: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on 
line 15: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on 
line 16: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on














line 20: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on 
line 21: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on 
line 22: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on 
line 23: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on and on 
line 24: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog 
line 25: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on 
line 26: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on 
line 27: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on 
line 28: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 
line 29: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on 
line 30: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on 
line 31: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on 
line 32: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
 and on and on and on and on 
line 33: the quick brown [7mfox[0m[39m[49m jumps over the lazy dog and on and on and on and on
:
