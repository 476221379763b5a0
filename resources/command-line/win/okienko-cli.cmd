@echo off
rem The command line of Okienko: okienko-cli status, okienko-cli help.
rem Okienko.exe belongs to no console: a batch file waits for it, a pipe carries its words, a file its exit code.
rem Standard output carries results alone; what is said on the way comes after it, on standard error.
setlocal
set "OKIENKO_EXIT=%TEMP%\okienko-%RANDOM%%RANDOM%.exit"
set "OKIENKO_SAID=%TEMP%\okienko-%RANDOM%%RANDOM%.said"
"%~dp0Okienko.exe" --log-level=3 --cli-exit="%OKIENKO_EXIT%" --cli %* 2>"%OKIENKO_SAID%" | "%SystemRoot%\System32\findstr.exe" "^"
if exist "%OKIENKO_SAID%" type "%OKIENKO_SAID%" 1>&2
set "OKIENKO_CODE=1"
if exist "%OKIENKO_EXIT%" set /p OKIENKO_CODE=<"%OKIENKO_EXIT%"
del /q "%OKIENKO_EXIT%" "%OKIENKO_SAID%" >nul 2>&1
endlocal & exit /b %OKIENKO_CODE%
