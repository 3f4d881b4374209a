bash-5.2# PS1='\[\e[1;32m\]\u@host\[\e[0m\]:\w\$ '
[1m[32mroot@host[0m[39m[49m:~# echo long long long long long long long long long long long long lo
ng long long long long long long long long long long long long long long long lo
ng long 
long long long long long long long lon



















bash-5.2# PS1='\[\e[1;32m\]\u@host\[\e[0m\]:\w\$ '
[1m[32mroot@host[0m[39m[49m:~# echo long long long long long long long long long long long long lo
ng long long long long long long long long long long long long long long long lo
ng long 
long long long long long long long long long long long long long long long long 
long long long long long long long long long long long long long long
[1m[32mroot@host[0m[39m[49m:~# echo mistxake                                                     
mistxake
[1m[32mroot@host[0m[39m[49m:~# echo long long long long long long long long long long lo















bash-5.2# PS1='\[\e[1;32m\]\u@host\[\e[0m\]:\w\$ '
[1m[32mroot@host[0m[39m[49m:~# echo long long long long long long long long long long long long lo
ng long long long long long long long long long long long long long long long lo
ng long 
long long long long long long long long long long long long long long long long 
long long long long long long long long long long long long long long
[1m[32mroot@host[0m[39m[49m:~# echo mistxake                                                     
mistxake
[1m[32mroot@host[0m[39m[49m:~# printf 'a\tb\n%s\n' 漢字 سلام                                      
a       b
漢字
a       b
سلام











line 4
line 5
line 6
line 7
line 8
line 9
line 10
line 11
line 12
line 13
line 14
line 15
line 16
line 17
line 18
line 19
line 20
line 21
line 22
line 23
line 24
line 25
line 26
l
[1m[32mroot@host[0m[39m[49m:~# echo done
done
[1m[32mroot@host[0m[39m[49m:~# 





















