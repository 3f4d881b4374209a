




















[7mFile text.txt is being edited by root (with VIM 9.0, PID 31055); open anyway?   
 Y[0m[39m[49m Yes
[7m N[0m[39m[49m No           [7m^C[0m[39m[49m Cancel
[7m  GNU nano 7.2                        text.txt                                  




















[0m[39m[49m                               [7m[ Read 14 lines ][0m[39m[49m                                
[7m^G[0m[39m[49m Help      [7m^O[0m[39m[49m Write Out [7m^W[0m[39m[49m Where Is  [7m^K[0m[39m[49m Cut       [7m^T[0m[39m[49m Execute   
[7m N[0m[39m[49m No           [7m^C[0m[39m[49m Cancel
[7m  GNU nano 7.2                        text.txt                                  
[0m[39m[49mThe quick brown fox jumps over the lazy dog.
Ελληνικά, кириллица, עברית, Tiếng Việt.
السَّلامُ عَلَيْكُمْ

















                               [7m[ Read 14 lines ][0m[39m[49m                                
[7m^G[0m[39m[49m Help      [7m^O[0m[39m[49m Write Out [7m^W[0m[39m[49m Where Is  [7m^K[0m[39m[49m Cut       [7m^T[0m[39m[49m Execute   [7m^C[0m[39m[49m Location
[7m^X[0m[39m[49m Exit      [7m^R[0m[39m[49m Read File [7m^\[0m[39m[49m Replace   [7m^U[0m[39m[49m Paste     [7m^J[0m[39m[49m Justify   [7m^/[0m[39m[49m Go To Line
[7m  GNU nano 7.2                        text.txt                                  
[0m[39m[49mThe quick brown fox jumps over the lazy dog.
Ελληνικά, кириллица, עברית, Tiếng Việt.
السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ
می‌خواهم به مدرسه بروم
اُردُو ایک خُوبصُورَت زَبان ہَے
天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽[[7m>
[0m[39m[49mひらがな カタカナ ﾊﾝｶｸ 全角ＡＢＣ
한국어 












                               [7m[ Read 14 lines ][0m[39m[49m                                
[7m^G[0m[39m[49m Help      [7m^O[0m[39m[49m Write Out [7m^W[0m[39m[49m Where Is  [7m^K[0m[39m[49m Cut       [7m^T[0m[39m[49m Execute   [7m^C[0m[39m[49m Location
[7m^X[0m[39m[49m Exit      [7m^R[0m[39m[49m Read File [7m^\[0m[39m[49m Replace   [7m^U[0m[39m[49m Paste     [7m^J[0m[39m[49m Justify   [7m^/[0m[39m[49m Go To Line
[7m  GNU nano 7.2                        text.txt                                  
[0m[39m[49mThe quick brown fox jumps over the lazy dog.
Ελληνικά, кириллица, עברית, Tiếng Việt.
السَّلامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ
می‌خواهم به مدرسه بروم
اُردُو ایک خُوبصُورَت زَبان ہَے
天地玄黃，宇宙洪荒。日月盈昃，辰宿列張。寒來暑往，秋收冬藏。閏餘成歲，律呂調陽[[7m>
[0m[39m[49mひらがな カタカナ ﾊﾝｶｸ 全角ＡＢＣ
한국어 조선말
é ñ ạ̊ Z͑ͫ̓
😀 😃 🎓 ❤ ★ ☆ → ⇒ ✓
┌──────┬──────┐
│ 一二 │ 三四 │
└──────┴──────┘
       [38;5;208m [39mtab[38;5;208m     [39mstops[38;5;208m   [39mand[38;5;208m     [39mtext






                               [7m[ Read 14 lines ][0m[39m[49m                                
[7m^G[0m[39m[49m Help      [7m^O[0m[39m[49m Write Out [7m^W[0m[39m[49m Where Is  [7m^K[0m[39m[49m Cut       [7m^T[0m[39m[49m Execute   [7m^C[0m[39m[49m Location
[7m^X[0m[39m[49m Exit      [7m^R[0m[39m[49m Read File [7m^\[0m[39m[49m Replace   [7m^U[0m[39m[49m Paste     [7m^J[0m[39m[49m Justify   [7m^/[0m[39m[49m Go To Line
