@echo off
rem Opens the window for the projector. It follows the workshop that was opened last.
call "%~dp0Scrutiny TUI.cmd" audience last
if errorlevel 1 pause
