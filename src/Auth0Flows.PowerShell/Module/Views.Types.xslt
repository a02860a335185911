<?xml version="1.0" encoding="utf-8"?>
<!-- Views.xml as PowerShell's file of types (about_Types.ps1xml). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="no" />
  <xsl:strip-space elements="*" />

  <xsl:template match="/views">
    <Types><xsl:apply-templates select="type[@display or alias or member or serialises]" /></Types>
  </xsl:template>

  <xsl:template match="type">
    <Type>
      <Name>Auth0Flows.<xsl:value-of select="@name" /></Name>
      <Members>
        <xsl:apply-templates select="alias | member" />
        <xsl:if test="@display or serialises">
          <MemberSet>
            <Name>PSStandardMembers</Name>
            <Members>
              <xsl:if test="serialises">
                <NoteProperty><Name>SerializationMethod</Name><Value>SpecificProperties</Value></NoteProperty>
                <xsl:call-template name="set"><xsl:with-param name="name" select="'PropertySerializationSet'" /><xsl:with-param name="of" select="serialises" /></xsl:call-template>
              </xsl:if>
              <xsl:if test="@display">
                <xsl:call-template name="set"><xsl:with-param name="name" select="'DefaultDisplayPropertySet'" /><xsl:with-param name="of" select="@display" /></xsl:call-template>
              </xsl:if>
            </Members>
          </MemberSet>
        </xsl:if>
      </Members>
    </Type>
  </xsl:template>

  <xsl:template match="alias">
    <AliasProperty><Name><xsl:value-of select="@name" /></Name><ReferencedMemberName><xsl:value-of select="@of" /></ReferencedMemberName></AliasProperty>
  </xsl:template>

  <xsl:template match="member">
    <ScriptProperty><Name><xsl:value-of select="@name" /></Name><GetScriptBlock><xsl:value-of select="." /></GetScriptBlock></ScriptProperty>
  </xsl:template>

  <xsl:template name="set">
    <xsl:param name="name" />
    <xsl:param name="of" />
    <PropertySet>
      <Name><xsl:value-of select="$name" /></Name>
      <ReferencedProperties><xsl:call-template name="each"><xsl:with-param name="names" select="$of" /></xsl:call-template></ReferencedProperties>
    </PropertySet>
  </xsl:template>

  <xsl:template name="each">
    <xsl:param name="names" />
    <xsl:variable name="rest" select="normalize-space($names)" />
    <xsl:if test="$rest">
      <Name><xsl:value-of select="substring-before(concat($rest, ' '), ' ')" /></Name>
      <xsl:call-template name="each"><xsl:with-param name="names" select="substring-after($rest, ' ')" /></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
