[4m[34m#!/usr/bin/env python3[39m                                                          
[0m[31m[49m"""Writes Sources/Terminal/WidthTable.generated.swift: the columns that each Uni
code scalar takes.

    python3.11 protocol/terminal/width-table.py > Sources/Terminal/WidthTable.ge
nerated.swift

The rules are those of the C library's wcwidth, since programs place their curso
r by them: East Asian Wide and Fullwidth
(UAX #11) take two columns; nonspacing and enclosing marks, format characters, a
nd the vowels and finals of conjoining
Hangul take none; all else takes one. `--check` compares the table with the wcwi
dth of this machine and prints where they
differ.
"""
[35mimport[39m ctypes
[35mimport[39m sys
[35mimport[39m unicodedata

[34m# UAX #11 §5: unassigned scalars of these blocks are wide.
[39mWIDE_BLOCKS = [([31m0x3400[39m, [31m0x4DBF[39m), ([31m0x4E00[39m, [31m0x9FFF[39m), ([31m0xF900[39m, [31m0xFAFF[39m), ([31m0x20000[39m, [31m0
x2FFFD[39m), ([31m0x30000[39m, [31m0x3FFFD[39m)]
[34m# Wide in the C library though not in UAX #11: circled numbers on
[39m"program.py" 88L, 3831B
    [38;5;130mif[39m category [38;5;130min[39m ([31m"Zl"[39m, [31m"Zp"[39m):                                                
        [38;5;130mreturn[39m [31m0[39m                      
    [38;5;130mif[39m unicodedata.east_asian_width(character) [38;5;130min[39m [31m"WF"[39m [38;5;130mor[39m scalar [38;5;130min[39m WIDE_BESIDES
:                                        
        [38;5;130mreturn[39m [31m2
[39m    
[35mimport[39m ctypes
[35mimport[39m sys
[35mimport[39m unicodedata

[34m# UAX #11 §5: unassigned scalars of these blocks are wide.
[39mWIDE_BLOCKS = [([31m0x3400[39m, [31m0x4DBF[39m), ([31m0x4E00[39m, [31m0x9FFF[39m), ([31m0xF900[39m, [31m0xFAFF[39m), ([31m0x20000[39m, [31m0
x2FFFD[39m), ([31m0x30000[39m, [31m0x3FFFD[39m)]
[34m# Wide in the C library though not in UAX #11: circled numbers on black squares,
 the hexagrams of the I Ching.
[39mWIDE_BESIDES = {*[36mrange[39m([31m0x3248[39m, [31m0x3250[39m), *[36mrange[39m([31m0x4DC0[39m, [31m0x4E00[39m)}
[34m# Visible format characters: soft hyphen, and the signs that stand before Arabic
, Syriac and Kaithi numbers.
[39mVISIBLE_FORMATS = {[31m0xAD[39m, *[36mrange[39m([31m0x600[39m, [31m0x606[39m), [31m0x6DD[39m, [31m0x70F[39m, [31m0x890[39m, [31m0x891[39m, [31m0x8E2
[39m, [31m0x110BD[39m, [31m0x110CD[39m}


[4m[38;5;130m[103mdef[39m[49m [36mwidth[39m(scalar):                                                              
[0m[39m[49m/def
    [38;5;130mif[39m category [38;5;130min[39m ([31m"Zl"[39m, [31m"Zp"[39m):                                                
        [38;5;130mreturn[39m [31m0[39m                      
    [38;5;130mif[39m unicodedata.east_asian_width(character) [38;5;130min[39m [31m"WF"[39m [38;5;130mor[39m scalar [38;5;130min[39m WIDE_BESIDES
:                                        
        [38;5;130mreturn[39m [31m2
[39m    [38;5;130mif[39m category == [31m"Cn"[39m [38;5;130mand[39m [36many[39m(first <= scalar <= last [38;5;130mfor[39m first, last [38;5;130min[39m WIDE_
BLOCKS):     
        [38;5;130mreturn[39m [31m2
[39m    [38;5;130mreturn[39m [31m1[39m      


[4m[38;5;130m[103mdef[39m[49m [36mpages[39m():                                                                    
[0m[39m[49m    [31m"""Pages of 256 scalars, four to a byte, lowest bits first; and the page of 
every 256 scalars."""[39m                                                           
    distinct, index = {}, []  
    [38;5;130mfor[39m page [38;5;130min[39m [36mrange[39m([31m0x110000[39m >> [31m8[39m):                          
        widths = [width(page << [31m8[39m | low) [38;5;130mfor[39m low [38;5;130min[39m [36mrange[39m([31m256[39m)]                 
        packed = [36mtuple[39m([36msum[39m(widths[at + k] << [31m2[39m * k [38;5;130mfor[39m k [38;5;130min[39m [36mrange[39m([31m4[39m)) [38;5;130mfor[39m at [38;5;130min[39m 
[36mrange[39m([31m0[39m, [31m256[39m, [31m4[39m))                                                               
        index.append(distinct.set[103mdef[49mault(packed, [36mlen[39m(distinct)))
    [38;5;130massert[39m [36mlen[39m(distinct) <= [31m256
[39m    [38;5;130mreturn[39m index, [byte [38;5;130mfor[39m packed [38;5;130min[39m distinct [38;5;130mfor[39m byte [38;5;130min[39m packed]

/def
    [38;5;130mif[39m category == [31m"Cn"[39m [38;5;130mand[39m [36many[39m(first <= scalar <= last [38;5;130mfor[39m first, last [38;5;130min[39m WIDE_
BLOCKS):
        [38;5;130mreturn[39m [31m2
[39m    [38;5;130mreturn[39m [31m1[39m      


[38;5;130m[103mdef[39m[49m [36mpages[39m():                                                                    
    [31m"""Pages of 256 scalars, four to a byte, lowest bits first; and the page of 
every 256 scalars."""[39m                                                           
    distinct, index = {}, []  
    [38;5;130mfor[39m page [38;5;130min[39m [36mrange[39m([31m0x110000[39m >> [31m8[39m):                          
        widths = [width(page << [31m8[39m | low) [38;5;130mfor[39m low [38;5;130min[39m [36mrange[39m([31m256[39m)]                 
        packed = [36mtuple[39m([36msum[39m(widths[at + k] << [31m2[39m * k [38;5;130mfor[39m k [38;5;130min[39m [36mrange[39m([31m4[39m)) [38;5;130mfor[39m at [38;5;130min[39m 
[36mrange[39m([31m0[39m, [31m256[39m, [31m4[39m))                                                               
        index.append(distinct.set[103mdef[49mault(packed, [36mlen[39m(distinct)))                
    [38;5;130massert[39m [36mlen[39m(distinct) <= [31m256
[39m    [38;5;130mreturn[39m index, [byte [38;5;130mfor[39m packed [38;5;130min[39m distinct [38;5;130mfor[39m byte [38;5;130min[39m packed]


[4m[38;5;130m[103mdef[39m[49m [36mrows[39m(values, per_row=[31m32[39m):                                                   
[0m[39m[49m    [38;5;130mfor[39m at [38;5;130min[39m [36mrange[39m([31m0[39m, [36mlen[39m(values), per_row):
        [38;5;130myield[39m [31m"        "[39m + [31m", "[39m.join([36mstr[39m(value) [38;5;130mfor[39m value [38;5;130min[39m values[at:at + per_
row]) + [31m","

    [38;5;130mif[39m category == [31m"Cn"[39m [38;5;130mand[39m [36many[39m(first <= scalar <= last [38;5;130mfor[39m first, last [38;5;130min[39m WIDE_
BLOCKS):
        [38;5;130mreturn[39m [31m2
[39m    [38;5;130mreturn[39m [31m1[39m      


[38;5;130m[103mdef[39m[49m [36mpages[39m():                                                                    
    [31m"""Pages of 256 scalars, four to a byte, lowest bits first; and the page of 
every 256 scalars."""[39m                                                           
    distinct, index = {}, []  
    [38;5;130mfor[39m page [38;5;130min[39m [36mrange[39m([31m0x110000[39m >> [31m8[39m):                          
        widths = [width(page << [31m8[39m | low) [38;5;130mfor[39m low [38;5;130min[39m [36mrange[39m([31m256[39m)]                 
        packed = [36mtuple[39m([36msum[39m(widths[at + k] << [31m2[39m * k [38;5;130mfor[39m k [38;5;130min[39m [36mrange[39m([31m4[39m)) [38;5;130mfor[39m at [38;5;130min[39m 
[36mrange[39m([31m0[39m, [31m256[39m, [31m4[39m))                                                               
        index.append(distinct.set[103mdef[49mault(packed, [36mlen[39m(distinct)))                
    [38;5;130massert[39m [36mlen[39m(distinct) <= [31m256
[39m    [38;5;130mreturn[39m index, [byte [38;5;130mfor[39m packed [38;5;130min[39m distinct [38;5;130mfor[39m byte [38;5;130min[39m packed]



    [38;5;130mfor[39m at [38;5;130min[39m [36mrange[39m([31m0[39m, [36mlen[39m(values), per_row):                                   
[4mfoo = [31m'bar'[39m                                                                     
[0m[94m[49m@                                                                               

