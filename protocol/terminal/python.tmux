>>> for i in range(30): print(i, 'x' * i)
... 
0 
1 x
2 xx
3 xxx
4 xxxx
5 xxxxx
6 xxxxxx
7 xxxxxxx
8 xxxxxxxx
9 xxxxxxxxx
10 xxxxxxxxxx
11 xxxxxxxxxxx
12 xxxxxxxxxxxx
13 xxxxxxxxxxxxx
14 xxxxxxxxxxxxxx
15 xxxxxxxxxxxxxxx
16 xxxxxxxxxxxxxxxx
17 xxxxxxxxxxxxxxxxx
18 xxxxxxxxxxxxxxxxxx
19 xxxxxxxxxxxxxxxxxxx
20 xxxxxxxxxxxxxxxxxxxx
21 xxxxxx
11 xxxxxxxxxxx
12 xxxxxxxxxxxx
13 xxxxxxxxxxxxx
14 xxxxxxxxxxxxxx
15 xxxxxxxxxxxxxxx
16 xxxxxxxxxxxxxxxx
17 xxxxxxxxxxxxxxxxx
18 xxxxxxxxxxxxxxxxxx
19 xxxxxxxxxxxxxxxxxxx
20 xxxxxxxxxxxxxxxxxxxx
21 xxxxxxxxxxxxxxxxxxxxx
22 xxxxxxxxxxxxxxxxxxxxxx
23 xxxxxxxxxxxxxxxxxxxxxxx
24 xxxxxxxxxxxxxxxxxxxxxxxx
25 xxxxxxxxxxxxxxxxxxxxxxxxx
26 xxxxxxxxxxxxxxxxxxxxxxxxxx
27 xxxxxxxxxxxxxxxxxxxxxxxxxxx
28 xxxxxxxxxxxxxxxxxxxxxxxxxxxx
29 xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
>>> help()

Welcome to Python 3.11's help utility!

If this is your first time using Python, you s
18 xxxxxxxxxxxxxxxxxx
19 xxxxxxxxxxxxxxxxxxx
20 xxxxxxxxxxxxxxxxxxxx
21 xxxxxxxxxxxxxxxxxxxxx
22 xxxxxxxxxxxxxxxxxxxxxx
23 xxxxxxxxxxxxxxxxxxxxxxx
24 xxxxxxxxxxxxxxxxxxxxxxxx
25 xxxxxxxxxxxxxxxxxxxxxxxxx
26 xxxxxxxxxxxxxxxxxxxxxxxxxx
27 xxxxxxxxxxxxxxxxxxxxxxxxxxx
28 xxxxxxxxxxxxxxxxxxxxxxxxxxxx
29 xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
>>> help()

Welcome to Python 3.11's help utility!

If this is your first time using Python, you should definitely check out
the tutorial on the internet at https://docs.python.org/3.11/tutorial/.

Enter the name of any module, keyword, or topic to get help on writing
Python programs and using Python modules.  To quit this help utility and
return to the interpreter, just type "quit".

To get a list of available modules, keywords, symbols, or topics, t
26 xxxxxxxxxxxxxxxxxxxxxxxxxx
27 xxxxxxxxxxxxxxxxxxxxxxxxxxx
28 xxxxxxxxxxxxxxxxxxxxxxxxxxxx
29 xxxxxxxxxxxxxxxxxxxxxxxxxxxxx
>>> help()

Welcome to Python 3.11's help utility!

If this is your first time using Python, you should definitely check out
the tutorial on the internet at https://docs.python.org/3.11/tutorial/.

Enter the name of any module, keyword, or topic to get help on writing
Python programs and using Python modules.  To quit this help utility and
return to the interpreter, just type "quit".

To get a list of available modules, keywords, symbols, or topics, type
"modules", "keywords", "symbols", or "topics".  Each module also comes
with a one-line summary of what it does; to list the modules whose name
or summary contain a given string such as "spam", type "modules spam".

help> q

You are now leaving help and returning to the Python interpreter.
If you want to ask for help on a particular object directly f
Welcome to Python 3.11's help utility!

If this is your first time using Python, you should definitely check out
the tutorial on the internet at https://docs.python.org/3.11/tutorial/.

Enter the name of any module, keyword, or topic to get help on writing
Python programs and using Python modules.  To quit this help utility and
return to the interpreter, just type "quit".

To get a list of available modules, keywords, symbols, or topics, type
"modules", "keywords", "symbols", or "topics".  Each module also comes
with a one-line summary of what it does; to list the modules whose name
or summary contain a given string such as "spam", type "modules spam".

help> q

You are now leaving help and returning to the Python interpreter.
If you want to ask for help on a particular object directly from the
interpreter, you can type "help(object)".  Executing "help('string')"
has the same effect as typing a particular string at the help> prompt.
>>> print('漢字' * 30)
漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字
漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字
>>> 
