@echo off
rem Starts Scrutiny TUI from this folder. It installs nothing and uses no network.
setlocal
title Scrutiny TUI
set "PYTHON=%~dp0python\python.exe"
if exist "%PYTHON%" goto run
for %%P in (py.exe) do set "PYTHON=%%~$PATH:P"
if defined PYTHON goto run
echo There is no Python in this folder or on this computer.
echo Ask IT for help: the text in the folder "python" says which package from python.org goes there.
pause
exit /b 3
:run
"%PYTHON%" -I -B -X utf8 "%~dp0app\start.py" %*
exit /b %ERRORLEVEL%
