<?xml version="1.0" encoding="utf-8"?>
<!-- Views.xml as PowerShell's formatting file (about_Format.ps1xml). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="xml" indent="no" />
  <xsl:strip-space elements="*" />

  <xsl:template match="/views">
    <Configuration>
      <ViewDefinitions>
        <xsl:apply-templates select="view | type/table | type/list" />
      </ViewDefinitions>
    </Configuration>
  </xsl:template>

  <xsl:template match="view">
    <View>
      <Name><xsl:value-of select="@name" /></Name>
      <ViewSelectedBy>
        <xsl:call-template name="each"><xsl:with-param name="names" select="@types" /><xsl:with-param name="as" select="'type'" /></xsl:call-template>
      </ViewSelectedBy>
      <xsl:copy-of select="*" />
    </View>
  </xsl:template>

  <xsl:template match="table">
    <View>
      <xsl:call-template name="head" />
      <TableControl>
        <TableHeaders><xsl:apply-templates mode="header" /></TableHeaders>
        <TableRowEntries>
          <TableRowEntry>
            <xsl:if test="@wrap"><Wrap /></xsl:if>
            <TableColumnItems><xsl:apply-templates mode="cell" /></TableColumnItems>
          </TableRowEntry>
        </TableRowEntries>
      </TableControl>
    </View>
  </xsl:template>

  <xsl:template match="list">
    <View>
      <xsl:call-template name="head" />
      <ListControl><ListEntries><ListEntry><ListItems><xsl:apply-templates mode="item" /></ListItems></ListEntry></ListEntries></ListControl>
    </View>
  </xsl:template>

  <xsl:template name="head">
    <Name>
      <xsl:choose>
        <xsl:when test="contains(../@name, '.')"><xsl:value-of select="substring-after(../@name, '.')" /></xsl:when>
        <xsl:otherwise><xsl:value-of select="../@name" /></xsl:otherwise>
      </xsl:choose>
    </Name>
    <ViewSelectedBy><TypeName>Auth0Flows.<xsl:value-of select="../@name" /></TypeName></ViewSelectedBy>
  </xsl:template>

  <xsl:template match="column" mode="header">
    <TableColumnHeader>
      <Label><xsl:value-of select="(@label | @property[not(../@label)])[1]" /></Label>
      <xsl:if test="@width"><Width><xsl:value-of select="@width" /></Width></xsl:if>
      <xsl:if test="@align"><Alignment><xsl:value-of select="@align" /></Alignment></xsl:if>
    </TableColumnHeader>
  </xsl:template>

  <xsl:template match="column" mode="cell">
    <TableColumnItem><xsl:call-template name="value" /></TableColumnItem>
  </xsl:template>

  <xsl:template match="item" mode="item">
    <ListItem>
      <xsl:variable name="property" select="(@property | @label[not(../@property)])[1]" />
      <xsl:choose>
        <xsl:when test="@if"><ItemSelectionCondition><ScriptBlock><xsl:value-of select="@if" /></ScriptBlock></ItemSelectionCondition></xsl:when>
        <xsl:when test="@where = 'set'"><ItemSelectionCondition><ScriptBlock>$null -ne $_.<xsl:value-of select="$property" /></ScriptBlock></ItemSelectionCondition></xsl:when>
        <xsl:when test="@where = 'filled'"><ItemSelectionCondition><ScriptBlock>$_.<xsl:value-of select="$property" />.Count -gt 0</ScriptBlock></ItemSelectionCondition></xsl:when>
      </xsl:choose>
      <xsl:if test="@label"><Label><xsl:value-of select="@label" /></Label></xsl:if>
      <xsl:call-template name="value" />
    </ListItem>
  </xsl:template>

  <xsl:template name="value">
    <xsl:choose>
      <xsl:when test="@property"><PropertyName><xsl:value-of select="@property" /></PropertyName></xsl:when>
      <xsl:otherwise><ScriptBlock><xsl:value-of select="." /></ScriptBlock></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@format"><FormatString><xsl:value-of select="@format" /></FormatString></xsl:if>
  </xsl:template>

  <xsl:template match="properties" mode="header">
    <xsl:call-template name="each"><xsl:with-param name="names" select="." /><xsl:with-param name="as" select="'header'" /></xsl:call-template>
  </xsl:template>

  <xsl:template match="properties" mode="cell">
    <xsl:call-template name="each"><xsl:with-param name="names" select="." /><xsl:with-param name="as" select="'cell'" /></xsl:call-template>
  </xsl:template>

  <xsl:template match="properties" mode="item">
    <xsl:call-template name="each"><xsl:with-param name="names" select="." /><xsl:with-param name="as" select="'item'" /></xsl:call-template>
  </xsl:template>

  <!-- Names with blanks between them, each as what it is there. -->
  <xsl:template name="each">
    <xsl:param name="names" />
    <xsl:param name="as" />
    <xsl:variable name="rest" select="normalize-space($names)" />
    <xsl:if test="$rest">
      <xsl:variable name="name" select="substring-before(concat($rest, ' '), ' ')" />
      <xsl:choose>
        <xsl:when test="$as = 'type'"><TypeName>Auth0Flows.<xsl:value-of select="$name" /></TypeName></xsl:when>
        <xsl:when test="$as = 'header'"><TableColumnHeader><Label><xsl:value-of select="$name" /></Label></TableColumnHeader></xsl:when>
        <xsl:when test="$as = 'cell'"><TableColumnItem><PropertyName><xsl:value-of select="$name" /></PropertyName></TableColumnItem></xsl:when>
        <xsl:otherwise><ListItem><PropertyName><xsl:value-of select="$name" /></PropertyName></ListItem></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="each"><xsl:with-param name="names" select="substring-after($rest, ' ')" /><xsl:with-param name="as" select="$as" /></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
