[38;5;130m  1 [39mline 1: the quick brown fox jumps over the lazy dog and on
[38;5;130m  2 [39mline 2: the quick brown fox jumps over the lazy dod on and on 
line 3: the quick brown fox jumps over the lazy dog and on and on and on 
line 4: the quick brown fox jumps over the lazy dog and on and on and on and on
line 5: the quick brown fox jumps over the lazy dog and on and on and on and on 
and on
line 6: the quick brown fox jumps over the lazy dog and on and on and on and on 
and on and on
line 7: the quick brown fox jumps over the lazy dog and on and on and on and on 
and on and on and on
line 8: the quick brown fox jumps over the lazy dog and on and on and on and on 
and on and on and on and on
line 9: the quick brown fox jumps over the lazy dog and on and on and on and on 
and on and on and on and on and on
line 10: the quick brown fox jumps over the lazy dog and on and on and on and on
 and on and on and on and on and on and on
hello line 12: the quick brown fox jumps over the lazy dog                      
line 13: the quick brown fox jumps over the lazy dog and on
line 14: the quick brown fox jumps over the lazy dog and on and on              
line 15: the quick brown fox jumps over the lazy dog and on and on and on
line 16: the quick brown fox jumps over the lazy dog and on and on and on and on
                     
[94m@                                                                               
[39m:set number
[38;5;130m  7 [39mline 7: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on                                         
[38;5;130m  8 [39mline 8: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on                                             
[38;5;130m  9 [39mline 9: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on and on                                      
[38;5;130m 10 [39mline 10: the quick brown fox jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on and on and on and on and on and on and on                              
[38;5;130m 11 [39mhello line 12: the quick brown fox jumps over the lazy dog                  
[38;5;130m 12 [39mline 13: the quick brown fox jumps over the lazy dog and on                 
[38;5;130m 13 [39mline 14: the quick brown fox jumps over the lazy dog and on and on          
[1;7mlines.txt [+]                                                                   
[0m[38;5;130m[49m  8 [39mline 8: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on                                             
[38;5;130m  9 [39mline 9: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on and on                                      
[38;5;130m 10 [39mline 10: the quick brown fox jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on and on and on quick brown fox jumps over the lazy dog
[38;5;130m 12 [39mline 13: the quick brown fox jumps over the lazy dog and on                 
[38;5;130m 13 [39mline 14: the quick brown fox jumps over the lazy dog and on and on   
[38;5;130m 14 [39mline 15: the quick brown fox jumps over the lazy dog and on and on and on   
[38;5;130m 15 [39mline 16: the quick brown fox jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on                                                                        
:split
[38;5;130m  1 [39ml[47mine 1: the quick brown fox jumps over the lazy dog and on  
[38;5;130m[49m  2 [39mline 2: the quick brown fox jumps over the lazy dog and on and on 
[38;5;130m  3 [39mline 3: the quick brown fox jumps over the lazy dog and on and on and on 
[38;5;130m  4 [39mline 4: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on 
[38;5;130m  5 [39mline 5: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on 
[38;5;130m  6 [39mline 6: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on 
[38;5;130m  7 [39mline 7: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on 
[1;7mlines.txt [+]                                                                   
[0m[38;5;130m[49m  8 [39mline 8: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on                                             
[38;5;130m  9 [39mline 9: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on and on                                      
[38;5;130m 10 [39mline 10: the quick brown fox jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on and on and on and on and on and on and on            
[38;5;130m 11 [39mhello line 12: the quick brown fox jumps over the lazy dog                  
[38;5;130m 12 [39mline 13: the quick brown fox jumps over the lazy dog and on          
[38;5;130m 13 [39mline 14: the quick brown fox jumps over the lazy dog and on and on          
[38;5;130m 14 [39mline 15: the quick brown fox jumps over the lazy dog and on and on and on   
[7mlines.txt [+]                                                                   
[0;1m[39m[49m-- VIS
[38;5;130m  1 [39mline 1: the quick brown fox jumps over the lazy dog and on                  
[38;5;130m  2 [39mline 2: the quick brown fox jumps over the lazy dog and on and on 
[38;5;130m  3 [39mline 3: the quick brown fox jumps over the lazy dog and on and on and on    
[38;5;130m  4 [39mline 4: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on                                                                         
[38;5;130m  5 [39mline 5: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on                                                                  
[38;5;130m  6 [39mline 6: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on                                                           
[38;5;130m  7 [39mline 7: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on                                                    
[1;7mlines.txt [+]                                                                   
[0m[38;5;130m[49m  8 [39mline 8: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on                                             
[38;5;130m  9 [39mline 9: the quick brown fox jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on and on                                      
[38;5;130m 10 [39mline 10: the quick brown fox jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on and on [47mand on and on and on and on and on  [49m          
[38;5;130m 11 [39m[47mhello line 12: the quick brown fox jumps over the lazy dog  [49m                
[38;5;130m 12 [39m[47mline 13: the quick brown fox jumps over the lazy dog and on  [49m        
[38;5;130m 13 [39m[47mline 14: the quick brown fox jumps over the lazy dog and on and on  [49m        
[38;5;130m 14 [39m[47mline 15: the quick brown fox jumps over the lazy dog and on and on and on  [49m 
[7mlines.txt [+]                                                                   
[0;1m[39m[49m-- VISUAL LINE --
[38;5;130m  2 [39mline 2: the quick brown FOX jumps over the lazy dog and on and on           
[38;5;130m  3 [39mline 3: the quick brown FOX jumps over the lazy dog and on and on and on
[38;5;130m  4 [39mline 4: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on                                                                         
[38;5;130m  5 [39mline 5: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on                                                                  
[38;5;130m  6 [39mline 6: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on                                                           
[38;5;130m  7 [39mline 7: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on                                                    
[38;5;130m    [94m@                                                                           
[1;7m[39mlines.txt [+]                                                                   
[0m[38;5;130m[49m  8 [39mline 8: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on                                             
[38;5;130m  9 [39mline 9: the quick brown FOX jumps over the lazy dog and on and on and on and
[38;5;130m    [39m on and on and on and on and on and on                                      
[38;5;130m 10 [39mline 10: the quick brown FOX jumps over the lazy dog and on and on and on an
[38;5;130m    [39md on and on and on and on and on and on and on            
[38;5;130m 11 [39mhello line 12: the quick brown FOX jumps over the lazy dog                  
[38;5;130m 12 [39mline 13: the quick brown FOX jumps over the lazy dog and on          
[38;5;130m 13 [39mline 14: the quick brown FOX jumps over the lazy dog and on and on          
[38;5;130m 14 [39mline 15: the quick brown FOX jumps over the lazy dog and on and on and on   
[7mlines.txt [+]                                                                   
[0m[31m[49msearch hit BOTTOM, continuing at TOP
