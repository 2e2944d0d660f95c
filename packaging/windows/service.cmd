@echo off
rem The agent as a Windows service. As administrator:
rem   service.cmd install https://hall.example     installs, or puts this version in the place of an older one
rem   service.cmd remove                           removes it; key and presses stay in ProgramData\hall-agent
setlocal
set "NAME=hall-agent"
set "STATE=%ProgramData%\hall-agent"
set "PROGRAM=%ProgramFiles%\hall-agent"

net session >nul 2>&1
if errorlevel 1 (
  echo Only an administrator may do this: open the command prompt with "Run as administrator" and say it again.
  exit /b 1
)
if /i "%~1"=="install" goto install
if /i "%~1"=="remove" goto remove
:usage
echo Say: service.cmd install https://hall.example
echo  or: service.cmd remove
exit /b 2

:install
if "%~2"=="" goto usage
rem What the instructions before 0.2.0 made.
schtasks /End /TN %NAME% >nul 2>&1
schtasks /Delete /TN %NAME% /F >nul 2>&1
sc query %NAME% >nul 2>&1
if not errorlevel 1 call :stop

rem A folder that only administrators may write: the service may do everything on this computer.
xcopy /e /i /y /q "%~dp0*" "%PROGRAM%\" >nul
if errorlevel 1 (
  echo The program could not be copied to %PROGRAM%. End whatever uses it and say it again.
  exit /b 1
)
rem SYSTEM and the administrators, in every language of Windows.
if not exist "%STATE%" mkdir "%STATE%"
icacls "%STATE%" /inheritance:r /grant *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F >nul
if errorlevel 1 (
  echo %STATE% could not be kept from other users. It holds the key, so nothing was installed.
  exit /b 1
)
if not exist "%STATE%\key" (
  type nul >"%STATE%\key"
  echo Paste the agent's key into the window that opens, save it and close the window.
  notepad "%STATE%\key"
)
for %%F in ("%STATE%\key") do if %%~zF==0 (
  del "%STATE%\key"
  echo There is no key yet. The hub makes one: hall key create --role agent --name NAME
  exit /b 1
)

sc query %NAME% >nul 2>&1
if errorlevel 1 sc create %NAME% binPath= "\"%PROGRAM%\hall-agent.exe\" run" start= auto DisplayName= "Hall agent" >nul
if errorlevel 1 (
  echo The service could not be made.
  exit /b 1
)
sc description %NAME% "Carries the pads, printers and card readers of this computer to the hub of the hall." >nul
sc failure %NAME% reset= 3600 actions= restart/1000/restart/5000/restart/30000 >nul
reg add HKLM\SYSTEM\CurrentControlSet\Services\%NAME% /f /v Environment /t REG_MULTI_SZ /s "|" /d "HALL_HUB=%~2|HALL_AGENT_KEY_FILE=%STATE%\key|HALL_AGENT_STATE=%STATE%" >nul
sc start %NAME% >nul
if errorlevel 1 (
  echo The service was made, but does not start. To see why: "%PROGRAM%\hall-agent.exe" run --hub %~2 --key-file "%STATE%\key" --state "%STATE%"
  exit /b 1
)
echo Installed. http://127.0.0.1:5090/ says whether the hub and each line are Up.
exit /b 0

:remove
call :stop
sc delete %NAME% >nul
echo Removed. Presses that the hub has not received and the key are still in %STATE%.
exit /b 0

:stop
sc stop %NAME% >nul 2>&1
rem A service that was told to stop needs a moment; its files cannot be replaced before.
for /l %%i in (1,1,30) do (
  sc query %NAME% | find "STOPPED" >nul && exit /b 0
  ping -n 2 127.0.0.1 >nul
)
exit /b 0
