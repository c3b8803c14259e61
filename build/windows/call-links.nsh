; What Windows must know so that a person can choose Earshot for links to call somebody (Settings, Default apps). It takes nothing over by itself.
!macro earshotCallLinks
  WriteRegStr SHCTX "Software\Classes\Earshot.CallLink" "" "URL:Telephone call"
  WriteRegStr SHCTX "Software\Classes\Earshot.CallLink" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\Earshot.CallLink\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\Earshot.CallLink\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Earshot\Capabilities" "ApplicationName" "Earshot"
  WriteRegStr SHCTX "Software\Earshot\Capabilities" "ApplicationDescription" "A desktop console for call-centre supervisors"
  WriteRegStr SHCTX "Software\Earshot\Capabilities\URLAssociations" "tel" "Earshot.CallLink"
  WriteRegStr SHCTX "Software\Earshot\Capabilities\URLAssociations" "sip" "Earshot.CallLink"
  WriteRegStr SHCTX "Software\Earshot\Capabilities\URLAssociations" "sips" "Earshot.CallLink"
  WriteRegStr SHCTX "Software\Earshot\Capabilities\URLAssociations" "callto" "Earshot.CallLink"
  ; Our own scheme, which nobody else has.
  WriteRegStr SHCTX "Software\Classes\earshot" "" "URL:Earshot"
  WriteRegStr SHCTX "Software\Classes\earshot" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\earshot\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\RegisteredApplications" "Earshot" "Software\Earshot\Capabilities"
!macroend

!macro customInstall
  !insertmacro earshotCallLinks
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Earshot.CallLink"
  DeleteRegKey SHCTX "Software\Classes\earshot"
  DeleteRegKey SHCTX "Software\Earshot\Capabilities"
  DeleteRegValue SHCTX "Software\RegisteredApplications" "Earshot"
!macroend
